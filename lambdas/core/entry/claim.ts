import type { Files, Store } from "../ports.ts";
import { digestOf, encodeRecord, readRecord } from "../record.ts";

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

export type Claimed =
  | { outcome: "claimed"; inheritedFrom: string[] }
  /** `digest`: SHA-256 of the holder's file. */
  | { outcome: "taken"; by: string; digest: string };

export const slugKey = (slug: string) => `slugs/${slug}.json`;
export const idKey = (id: string) => `ids/${digestOf(id)}.json`;

/**
 * Takes a slug or an id for an article, for ever. It has one holder at a time: the first that asked, until that
 * one's file is gone; whoever asks then takes over, and inherits (a file that was moved keeps its id).
 */
export async function claim(state: Store, content: Files, key: string, path: string): Promise<Claimed> {
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
    const next: Claim = { path, inheritedFrom: [holder, ...inheritedFrom].filter((one) => one !== path) };
    const taken = await state.put(key, encodeRecord(next), { ifVersion: held.version });
    if (taken.outcome === "written") return { outcome: "claimed", inheritedFrom: next.inheritedFrom };
  }
}
