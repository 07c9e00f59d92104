import { noteBegun } from "../due.ts";
import type { Edition } from "../edition.ts";
import type { Ports } from "../ports.ts";
import { mapConcurrently } from "../record.ts";
import { FeedChange } from "./feed-change.ts";
import { kindOf } from "./feed-name.ts";
import { feedAt, languageFeeds, updateFeedList } from "./feed-list.ts";
import { isArchived } from "./feeds-of.ts";
import type { News } from "./news.ts";
import { updateRecent } from "./recent.ts";
import { updateFeed, type Trust } from "./update-feed.ts";

/** How many feeds are written at once: each of them writes all its documents together. */
const CONCURRENCY = 8;

/**
 * Puts what a run has to tell into each feed, once, and then into what lists all feeds.
 *
 * @returns keys of the documents that were written or deleted
 */
export async function publishFeeds(
  ports: Ports,
  edition: Edition,
  { changes, recent, isNothing }: News,
  trust: Trust,
): Promise<string[]> {
  const documents = isNothing && !trust.doubtful ? [] : await updateRecent(ports, edition, recent, trust.doubtful);
  const renamed: string[] = [];
  await mapConcurrently([...changes], CONCURRENCY, async ([feed, change]) => {
    const updated = await updateFeed(feedAt(ports, edition, feed), change, trust);
    documents.push(...updated.documents);
    if (trust.doubtful || updated.label.before !== updated.label.after) renamed.push(feed);
  });
  if (renamed.length === 0) return documents;

  documents.push(...(await updateFeedList(ports, edition, renamed, trust.doubtful)));
  // Where there is but one language left, its feed goes, and where there is another, it comes.
  const told = renamed.filter((feed) => kindOf(feed) === "languages");
  if (told.length === 0) return documents;
  const languages = new Set([...told, ...(await languageFeeds(ports.state))]);
  // The run has noted those of its own articles alone.
  const note = await noteBegun(ports.state, ports.clock(), { paths: [], feeds: [...languages] });
  for (const feed of languages) {
    // With its feed the whole history of a language comes or goes.
    const everything = isArchived(feed, edition.publication);
    const change = new FeedChange(new Map(), edition.publication.entriesPerFeed, everything);
    const updated = await updateFeed(feedAt(ports, edition, feed), change, { ...trust, everything });
    documents.push(...updated.documents);
  }
  await ports.state.delete(note);
  return documents;
}
