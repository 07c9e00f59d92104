import type { Ports, Store, Version } from "./ports.ts";

const SEEN = "seen/";

/** The key says it all: a listing tells which version of which file was dealt with, without reading anything. */
const seenKey = (path: string, version: Version) => `${SEEN}${path}@${encodeURIComponent(version)}`;

/** Remembers which version of a file has been dealt with; `undefined` when the file is gone. */
export async function markSeen(state: Store, path: string, version: Version | undefined): Promise<void> {
  const key = version === undefined ? undefined : seenKey(path, version);
  const prefix = `${SEEN}${path}@`;
  const listed = await Array.fromAsync(state.list(prefix), (one) => one.key);
  // The marks of `a.md@b.md` start with those of `a.md`, too; a version has no @.
  const known = listed.filter((one) => !one.includes("@", prefix.length));
  // First the new, then the old away: a file that has no mark could vanish unnoticed.
  if (key !== undefined && !known.includes(key)) await state.put(key, new Uint8Array());
  for (const old of known) if (old !== key) await state.delete(old);
}

/**
 * Compares every file of the content with what was dealt with: two listings.
 *
 * @returns paths of files that are new, changed or gone, in order
 */
export async function unseenPaths({ content, state }: Ports, prefixes: string[]): Promise<string[]> {
  const seen = new Map<string, Version[]>();
  for await (const { key } of state.list(SEEN)) {
    const at = key.lastIndexOf("@");
    const path = key.slice(SEEN.length, at);
    seen.set(path, [...(seen.get(path) ?? []), decodeURIComponent(key.slice(at + 1))]);
  }
  const unseen: string[] = [];
  for (const prefix of prefixes) {
    for await (const { key, version } of content.list(prefix)) {
      const versions = seen.get(key);
      // Two versions mean that two publishers met: look again, whichever was last.
      if (versions?.length !== 1 || versions[0] !== version) unseen.push(key);
      seen.delete(key);
    }
  }
  return [...unseen, ...seen.keys()].sort();
}
