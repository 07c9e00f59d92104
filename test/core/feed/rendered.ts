import type { Feed } from "../../../lambdas/core/feed/feed.ts";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";
import { expectValidFeeds } from "../../validators/valid-feed.ts";
import { publication } from "./sample.ts";

/** The three documents of a feed as text, after the validators have seen them. */
export function rendered(
  feed: Feed,
  publisher: Publication = publication,
): { rss: string; atom: string; json: string } {
  const documents = renderFeed(feed, publisher);
  expectValidFeeds(documents, publisher.baseUrl);
  const [rss = "", atom = "", json = ""] = documents.map(({ bytes }) => new TextDecoder().decode(bytes));
  return { rss, atom, json };
}
