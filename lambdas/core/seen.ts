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
  const seen = await marksBelow(state, SEEN);
  for await (const path of known) if (!seen.has(path)) seen.set(path, []);
  const unseen: string[] = [];
  for (const prefix of prefixes) {
    for await (const { key, version } of content.list(prefix)) {
      const marks = seen.get(key);
      // Two marks mean that two publishers met: look again, whichever was last.
      if (marks?.length !== 1 || marks[0] !== seenKey(key, version)) unseen.push(key);
      seen.delete(key);
    }
  }
  return [...unseen, ...seen.keys()].sort();
}

/** The marks of each path; a version has no @. */
async function marksBelow(state: Store, prefix: string): Promise<Map<string, string[]>> {
  const marks = new Map<string, string[]>();
  for await (const { key } of state.list(prefix)) {
    const path = key.slice(SEEN.length, key.lastIndexOf("@"));
    const known = marks.get(path);
    if (known) known.push(key);
    else marks.set(path, [key]);
  }
  return marks;
}
