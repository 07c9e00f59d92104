import { ArchiveJournal } from "./archive-journal.ts";
import { pagesOf, removePage } from "./archive-page.ts";
import { ArchiveTurn } from "./archive-turn.ts";
import type { FeedChange } from "./feed-change.ts";
import { SITE_FEED } from "./feed-name.ts";
import { emptyHead, putHead, readHead, type FeedAt, type Head, type Updated } from "./head.ts";
import { readAllMarks, unmarkAll } from "./marks.ts";
import { renew } from "./newest.ts";
import { latestWithdrawals } from "./order.ts";
import type { Trust } from "./update-feed.ts";

/**
 * Puts a change into a feed whose whole history can be read (RFC 5005 §4).
 *
 * The current document holds from once to one and a half times `entriesPerFeed`. Beyond that its oldest entries are
 * sealed into the next archive page, for ever: an edit rewrites that page alone, a withdrawal renumbers nothing. When
 * withdrawals have left the current document half empty, the newest page is emptied back into it.
 */
export async function updateArchivedFeed(
  at: FeedAt,
  given: FeedChange,
  { doubtful, everything }: Trust,
  everythingIn: () => Promise<FeedChange>,
): Promise<Updated> {
  const journal = new ArchiveJournal(at);
  for (let compare = doubtful; ; compare = true) {
    const stored = await readHead(at);
    const switched = stored !== undefined && stored.value.pages === undefined;
    const head = switched || !stored ? emptyHead() : stored.value;
    const change = switched ? await everythingIn() : given;

    const turn = new ArchiveTurn(at, head, change, compare, journal);
    await turn.place(everything || switched ? await readAllMarks(at.ports.state, at.feed) : undefined);
    await turn.balance();
    const entries = { items: await turn.currentEntries(), complete: true };
    // A feed that has lost its last entry is no more, and has no history.
    const vanishes = entries.items.length === 0 && at.feed !== SITE_FEED;
    if (vanishes) await removeArchive(at);
    const withdrawn = renewWithdrawn(head, change) ?? renewWithdrawn(emptyHead(), await everythingIn());
    if (!withdrawn) throw new Error(`the withdrawals of ${at.feed} run dry although they are complete`);
    const updated = await putHead(at, stored, { entries, withdrawn, pages: vanishes ? 0 : turn.pages }, compare);
    if (updated === "conflict") continue;
    await turn.end();
    return { ...updated, documents: [...journal.documents, ...updated.documents] };
  }
}

/** Forgets the pages of a feed that keeps its history no longer. As long as one is left, it can be done again. */
export async function removeArchive(at: FeedAt): Promise<void> {
  const pages = await pagesOf(at);
  if (pages.length > 0) await unmarkAll(at.ports.state, at.feed);
  for (const page of pages) await removePage(at, page);
}

function renewWithdrawn(head: Head, { told, withdrawn }: FeedChange): Head["withdrawn"] | undefined {
  const next = renew(head.withdrawn, told, withdrawn, latestWithdrawals);
  return next === "run-dry" ? undefined : next;
}
