import { noteBegun } from "../due.ts";
import type { Ports, Store } from "../ports.ts";
import { digestOf, encodeRecord, mapConcurrently, readRecord, readUnlessDamaged } from "../record.ts";

const CONCURRENCY = 16;

/** Who holds a slug or an id. */
interface Claim {
  path: string;
  /** Who held it before, latest first: whoever is interrupted while taking over inherits all the same. */
  inheritedFrom: string[];
}

/** The path of the article that has a claim now; it may have been inherited since. */
export async function holderOf(state: Store, key: string): Promise<string | undefined> {
  return (await readRecord<Claim>(state, key))?.value.path;
}

/** The ids by the path of the article that has each now. Of a damaged claim nobody knows whose it is. */
export async function byHolder(state: Store, ids: string[]): Promise<Map<string, string[]>> {
  const claims = await mapConcurrently(ids, CONCURRENCY, (id) => readUnlessDamaged<Claim>(state, idKey(id)));
  const known = ids.flatMap((id, index) => (claims[index] ? { id, path: claims[index].value.path } : []));
  return new Map(
    [...Map.groupBy(known, ({ path }) => path)].map(([path, held]) => [path, held.map(({ id }) => id)] as const),
  );
}

export type Claimed =
  | { outcome: "claimed"; inheritedFrom: string[] }
  /** `digest`: SHA-256 of the holder's file. */
  | { outcome: "taken"; by: string; digest: string };

export const slugKey = (slug: string) => `slugs/${slug}.json`;
export const idKey = (id: string) => `ids/${digestOf(id)}.json`;

/** Takes slugs and ids for one article, for ever. */
export class Claimant {
  /** Articles whose slug or id it has taken over. */
  readonly succeeds = new Set<string>();
  /** Notes of these, to be deleted when they have been looked at. */
  readonly notes: string[] = [];
  readonly #ports: Ports;
  readonly #path: string;

  constructor(ports: Ports, path: string) {
    this.#ports = ports;
    this.#path = path;
  }

  /**
   * Takes a slug or an id. It has one holder at a time: the first that asked, until that one's file is gone; whoever asks
   * then takes over, and inherits (a file that was moved keeps its id).
   *
   * @param key `slugKey` or `idKey`
   */
  async claim(key: string): Promise<Claimed> {
    const { state, content } = this.#ports;
    const path = this.#path;
    const first: Claim = { path, inheritedFrom: [] };
    for (;;) {
      if ((await state.put(key, encodeRecord(first), "if-absent")).outcome === "written") {
        return { outcome: "claimed", inheritedFrom: [] };
      }
      const held = await readRecord<Claim>(state, key);
      if (!held) continue;
      const { path: holder, inheritedFrom } = held.value;
      if (holder === path) return { outcome: "claimed", inheritedFrom };
      const file = await content.get(holder);
      if (file) return { outcome: "taken", by: holder, digest: digestOf(file.bytes) };
      await this.#noteSuccession(holder);
      const next: Claim = { path, inheritedFrom: [holder, ...inheritedFrom].filter((one) => one !== path) };
      const taken = await state.put(key, encodeRecord(next), { ifVersion: held.version });
      if (taken.outcome === "written") return { outcome: "claimed", inheritedFrom: next.inheritedFrom };
    }
  }

  /** Noted before: its file may be back by the time that somebody looks, as if it had never been gone. */
  async #noteSuccession(holder: string): Promise<void> {
    if (this.succeeds.has(holder)) return;
    const { state, clock } = this.#ports;
    this.notes.push(await noteBegun(state, clock(), { paths: [holder], feeds: [] }));
    this.succeeds.add(holder);
  }
}
