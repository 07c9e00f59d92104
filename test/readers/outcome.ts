import { idOf, type Article } from "./articles.ts";
import type { Poll } from "./subscription.ts";

/** What a poll was answered and what became of the reader's items, in the words of the table: `200, 1 new`. */
const outcome = ({ asked }: Poll, effect: string) => `${asked.map(({ status }) => status).join(" → ")}, ${effect}`;

export function firstFetch(poll: Poll): string {
  return outcome(poll, `${poll.after.length} articles`);
}

/** @param again the poll after it, since a reader may remember an ETag only then */
export function unchanged(poll: Poll, again: Poll): string {
  const statuses = [poll, again].map(({ asked }) => asked.map(({ status }) => status).join(" → "));
  return [...new Set(statuses)].join(", then ");
}

export function newArticle(poll: Poll): string {
  return outcome(poll, `${poll.after.length - poll.before.length} new`);
}

export function editedArticle(poll: Poll, article: Article): string {
  const items = poll.after.filter(({ id }) => id === idOf(article));
  if (items.length > 1) return outcome(poll, "a second item");
  const isNew = items[0]?.content?.includes(article.says[0]!);
  return outcome(poll, isNew ? "shows the new text" : "keeps the old text");
}

export function withdrawnArticle(poll: Poll, article: Article): string {
  return outcome(poll, poll.after.some(({ id }) => id === idOf(article)) ? "keeps it" : "gone");
}

/**
 * @param again the poll after it, which tells whether the reader has learned where the feed is now
 * @param address where that is
 */
export function movedFeed(poll: Poll, again: Poll, address: string): string {
  if (poll.asked.at(-1)?.address !== address) return outcome(poll, "does not follow");
  return outcome(poll, again.asked[0]?.address === address ? "remembers" : "asks the old address again");
}
