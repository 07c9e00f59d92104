import { Feed as Renderer } from "feed";
import { hubsOf } from "../hub/hubs-of.ts";
import type { Publication } from "../publication.ts";
import { FEED_FILES, urlOf } from "./feed-name.ts";
import { fill, type Fragment } from "./fragment.ts";
import type { Feed } from "./feed.ts";
import { listOrNothing, member, toJsonAuthor, trimJson } from "./json-item.ts";
import { historyLinks } from "./history-links.ts";
import { noteText } from "./reading-note.ts";
import { rhythmOf } from "./rhythm.ts";
import { syndicationMember } from "./syndication.ts";

const NAME = FEED_FILES.json;
const START = '"items": [\n';

/**
 * JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of a cleaned feed; `feed` itself speaks version 1.
 *
 * @param items of its entries, as `renderJsonItem` writes them
 */
export function renderJsonFeed(feed: Feed, publication: Publication, items: Fragment[]): Uint8Array {
  const document = new Renderer({
    title: feed.title,
    description: feed.description,
    link: feed.pageUrl,
    feedLinks: { json: urlOf(publication.baseUrl, feed.path + NAME) },
    // Both are square in JSON Feed, so the wide logo is neither.
    image: publication.icon,
  });
  const older = historyLinks(feed, publication.baseUrl, NAME).find(({ rel }) => rel === "prev-archive");
  for (const { name, objects } of [
    member("version", "https://jsonfeed.org/version/1.1"),
    member("user_comment", noteText(feed)),
    member("favicon", publication.icon),
    member("next_url", older?.href),
    member("authors", publication.authors.map(toJsonAuthor)),
    member("language", feed.language),
    member("hubs", listOrNothing(hubsOf(publication).map((url) => ({ type: "WebSub", url })))),
    member("_syndication", syndicationMember(rhythmOf(feed))),
  ]) {
    document.addExtension({ name, objects });
  }
  const list = items.length > 0 ? "[\n\n]" : "[]";
  const shell = trimJson(document.json1()).replace('"items": []', () => `"items": ${list}`) + "\n";
  return fill(shell, shell.indexOf(START) + START.length, items, ",\n");
}
