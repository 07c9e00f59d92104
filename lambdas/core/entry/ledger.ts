import type { Store } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { readRecord, readUnlessDamaged } from "../record.ts";
import type { Entry } from "./entry.ts";

/**
 * What is remembered of one article for ever. The ledger is the one thing that cannot be made again from the
 * content: ids, the moments an article was first seen and last changed, and its last good version.
 */
export interface LedgerRecord {
  path: string;
  id: string;
  slug: string;
  /** Slugs that it had before: their pages are gone. */
  formerSlugs: string[];
  /** RFC 3339: when the publication first published it. */
  firstSeen: string;
  /** Kept when the article is withdrawn, so that it comes back under the same dates. */
  published: string;
  updated: string;
  /** SHA-256 of the article file that `entry` was made from. */
  digest: string;
  status: "published" | "withdrawn";
  /** RFC 3339: since when it has been withdrawn. */
  withdrawn?: string;
  /** The last good version; kept after a withdrawal to tell whether a restored article changed. */
  entry: Entry;
  /** Keys of the files in `content/media/` that it uses. */
  media?: string[];
  /** The article that it is a translation of. */
  translationOf?: string;
  /** Names of the feeds that it stands in, or stood in when it was withdrawn. */
  feeds: string[];
}

/** An article that cannot be used as its author left it. */
export interface LeftOut {
  problem: Problem;
  /** The article that holds its slug or id: whenever that one changes, this one is looked at again. */
  waitsFor?: string;
}

const ROOT = "ledger/";
/** Every article lies below `articles/`. */
export const LEDGER = `${ROOT}articles/`;
const LEFT_OUT = "left-out/";
export const ledgerKey = (path: string) => `${ROOT}${path}.json`;
export const leftOutKey = (path: string) => `${LEFT_OUT}${path}.json`;
/** The article that a key of the ledger belongs to. */
export const pathOfLedgerKey = (key: string) => key.slice(ROOT.length, -".json".length);

/** Whether an object of the state can be made again from nothing else: the ledger, and who holds which slug and id. */
export function isOfLedger(key: string): boolean {
  return [ROOT, "slugs/", "ids/", "tag-authority.json"].some((prefix) => key.startsWith(prefix));
}

/** What is known of an article that another one, or a feed, asks for: of a damaged record nothing is. */
export async function knownInLedger(state: Pick<Store, "get">, path: string): Promise<LedgerRecord | undefined> {
  return (await readUnlessDamaged<LedgerRecord>(state, ledgerKey(path)))?.value;
}

/** Articles that were left out because one of `holders` has their slug or id. */
export async function articlesWaitingFor(state: Store, holders: ReadonlySet<string>): Promise<string[]> {
  const leftOut = await leftOutArticles(state);
  return leftOut.flatMap(({ problem, waitsFor }) =>
    waitsFor !== undefined && holders.has(waitsFor) ? problem.path : [],
  );
}

/** Every article that is left out now, in the order of the paths. */
export async function leftOutArticles(state: Store): Promise<LeftOut[]> {
  const found: LeftOut[] = [];
  for await (const { key } of state.list(LEFT_OUT)) {
    const record = await readRecord<LeftOut>(state, key);
    if (record) found.push(record.value);
  }
  return found;
}
