import type { Ports, Store, Version } from "./ports.ts";
import { mapConcurrently } from "./record.ts";

const SEEN = "seen/";
const CONCURRENCY = 48;
/** Beyond that a listing of all marks costs less than one for each file. */
const FEW = 200;

/** The key says it all: a listing tells which version of which file was dealt with, without reading anything. */
const seenKey = (path: string, version: Version) => `${SEEN}${path}@${encodeURIComponent(version)}`;

/** Remembers which version of each file has been dealt with; `undefined` when the file is gone. */
export async function markSeen(state: Store, seen: ReadonlyMap<string, Version | undefined>): Promise<void> {
  const all = seen.size > FEW ? await marksBelow(state, SEEN) : undefined;
  await mapConcurrently([...seen], CONCURRENCY, async ([path, version]) => {
    // The marks of `a.md@b.md` start with those of `a.md`, too.
    const known = (all ?? (await marksBelow(state, `${SEEN}${path}@`))).get(path) ?? [];
    const key = version === undefined ? undefined : seenKey(path, version);
    // First the new, then the old away: a file that has no mark could vanish unnoticed.
    if (key !== undefined && !known.includes(key)) await state.put(key, new Uint8Array());
    for (const old of known) if (old !== key) await state.delete(old);
  });
}

/**
 * Compares every file of the content with what was dealt with: two listings.
 *
 * @param known files that something is known of, whether or not they were dealt with themselves
 * @returns paths of files that are new, changed or gone, in order
 */
export async function unseenPaths(
  { content, state }: Ports,
  prefixes: string[],
  known: AsyncIterable<string>,
): Promise<string[]> {
  const marks = new Set<string>();
  for await (const { key } of state.list(SEEN)) marks.add(key);
  const unseen = new Set<string>();
  for await (const path of known) unseen.add(path);
  for (const prefix of prefixes) {
    for await (const { key, version } of content.list(prefix)) {
      if (marks.delete(seenKey(key, version))) unseen.delete(key);
      else unseen.add(key);
    }
  }
  // What is left is of other versions and of files that are gone. Where two publishers met, whichever was last, a file has
  // a mark of each.
  for (const mark of marks) unseen.add(pathOf(mark));
  return [...unseen].sort();
}

/** A version has no @. */
const pathOf = (mark: string) => mark.slice(SEEN.length, mark.lastIndexOf("@"));

/** The marks of each path. */
async function marksBelow(state: Store, prefix: string): Promise<Map<string, string[]>> {
  const marks = new Map<string, string[]>();
  for await (const { key } of state.list(prefix)) {
    const known = marks.get(pathOf(key));
    if (known) known.push(key);
    else marks.set(pathOf(key), [key]);
  }
  return marks;
}
