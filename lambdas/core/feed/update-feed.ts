import { knownInLedger, LEDGER, pathOfLedgerKey } from "../entry/ledger.ts";
import { removeArchive, updateArchivedFeed } from "./archive.ts";
import { FeedChange } from "./feed-change.ts";
import { isArchived } from "./feeds-of.ts";
import { emptyHead, putHead, readHead, type FeedAt, type Head, type Updated } from "./head.ts";
import { renew } from "./newest.ts";
import { latestWithdrawals, newestEntries } from "./order.ts";

/** How much a run may take for granted. */
export interface Trust {
  /** The documents may not be what the feed's head remembers: a run before this one did not finish. */
  doubtful: boolean;
  /** Every article of the publication is told of, and every document has to be looked at. */
  everything: boolean;
}

/** Puts a change into one feed: its head, and all documents that it touches. */
export async function updateFeed(at: FeedAt, change: FeedChange, trust: Trust): Promise<Updated> {
  if (isArchived(at.feed, at.edition.publication)) {
    return updateArchivedFeed(at, change, trust, () => everythingIn(at));
  }
  for (let compare = trust.doubtful; ; compare = true) {
    const stored = await readHead(at);
    const archived = stored?.value.pages;
    const head = archived === undefined ? (stored?.value ?? emptyHead()) : emptyHead();
    const given = archived === undefined ? change : await everythingIn(at);
    let next = applyChange(head, given, at.edition.publication.entriesPerFeed);
    // The price of withdrawing more than the head had to spare.
    if (next === "run-dry")
      next = applyChange(emptyHead(), await everythingIn(at), at.edition.publication.entriesPerFeed);
    if (next === "run-dry") throw new Error(`the head of ${at.feed} runs dry although it is complete`);
    const updated = await putHead(at, stored, next, compare);
    if (updated === "conflict") continue;
    // After the head: whoever is interrupted here leaves pages that a doubtful run finds.
    if (archived !== undefined || compare) await removeArchive(at);
    return updated;
  }
}

function applyChange(
  head: Head,
  { told, entries, withdrawn }: FeedChange,
  entriesPerFeed: number,
): Pick<Head, "entries" | "withdrawn"> | "run-dry" {
  const next = renew(head.entries, told, entries, newestEntries(entriesPerFeed));
  const gone = renew(head.withdrawn, told, withdrawn, latestWithdrawals);
  return next === "run-dry" || gone === "run-dry" ? "run-dry" : { entries: next, withdrawn: gone };
}

/** All that the ledger says of a feed, read from every record of it. */
async function everythingIn({ ports: { state }, edition: { publication }, feed }: FeedAt): Promise<FeedChange> {
  const told = new Map<string, string[]>();
  const all = new FeedChange(told, publication.entriesPerFeed, isArchived(feed, publication));
  for await (const { key } of state.list(LEDGER)) {
    const record = await knownInLedger(state, pathOfLedgerKey(key));
    if (!record) continue;
    const { path, id, feeds, entry, withdrawn } = record;
    told.set(path, [id]);
    if (!feeds.includes(feed)) continue;
    if (withdrawn === undefined) all.put(entry);
    else all.withdraw({ path, id, when: withdrawn });
  }
  return all;
}
