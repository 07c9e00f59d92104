import { Feed as Renderer } from "feed";
import { hubsOf } from "../hub/hubs-of.ts";
import type { Publication } from "../publication.ts";
import { brandingElements } from "./branding.ts";
import { disguise, reveal, trimIndentation } from "./disguise.ts";
import { element, textElement } from "./element.ts";
import { FEED_FILES, urlOf } from "./feed-name.ts";
import { allPrefixes, fill, type Fragment } from "./fragment.ts";
import { isArchive, type Feed } from "./feed.ts";
import { historyLinks } from "./history-links.ts";
import { Moment } from "./moment.ts";
import { declareNamespaces } from "./namespaces.ts";
import { noteElement, styleSheetLine } from "./reading-note.ts";
import { podcastElements } from "./recording.ts";
import { rhythmOf } from "./rhythm.ts";
import { syndicationElements } from "./syndication.ts";

const NAME = FEED_FILES.rss;

/**
 * RSS 2.0 (https://www.rssboard.org/rss-specification) of a cleaned feed.
 *
 * @param items of its entries, as `renderRssItem` writes them
 */
export function renderRss(feed: Feed, publication: Publication, items: Fragment[]): Uint8Array {
  const renderer = new Renderer({
    title: disguise(feed.title),
    description: disguise(feed.description),
    link: feed.pageUrl,
    feed: urlOf(publication.baseUrl, feed.path + NAME),
    updated: new Moment(feed.updated),
    language: feed.language,
    copyright: publication.copyright && disguise(publication.copyright),
    image: [publication.logo, publication.icon].find(isRssImage),
    generator: "Dateline",
    docs: "https://www.rssboard.org/rss-specification",
  });
  const rhythm = rhythmOf(feed);
  const further = [
    // `feed` knows one hub of a feed, and this one may have several (WebSub §4).
    ...hubsOf(publication).map((href) => element("atom:link", { rel: "hub", href })),
    ...historyElements(feed, publication.baseUrl),
    ...textElement("ttl", rhythm?.ttlMinutes),
    ...syndicationElements(rhythm),
    ...brandingElements(publication),
    ...podcastElements(publication, items),
  ];
  const shell = trimIndentation(renderer.rss2())
    .replace("?>\n", () => `?>\n${styleSheetLine(publication.baseUrl)}`)
    .replace("<channel>", () => `<channel>\n${noteElement(feed, publication.baseUrl, NAME)}`)
    .replace("</channel>", () => `${further.map((line) => line + "\n").join("")}</channel>`);
  const channel = reveal(shell) + "\n";
  // `feed` declares namespaces by what the items hold, and this channel is rendered without them.
  const namespaces = declareNamespaces("rss", allPrefixes(channel, items));
  const document = channel.replace(/<rss [^<>]*>/, () => `<rss version="2.0"${namespaces}>`);
  return fill(document, document.lastIndexOf("</channel>"), items);
}

/** RFC 5005 §4 in RSS 2.0, as its Appendix B has it. */
function historyElements(feed: Feed, baseUrl: string): string[] {
  return [
    ...(isArchive(feed) ? [element("fh:archive")] : []),
    ...historyLinks(feed, baseUrl, NAME).map((link) => element("atom:link", { ...link, type: "application/rss+xml" })),
  ];
}

/** RSS 2.0 `<image>` is a GIF, JPEG or PNG. */
function isRssImage(url: string | undefined): boolean {
  return url !== undefined && /\.(?:gif|jpe?g|png)$/i.test(url);
}
