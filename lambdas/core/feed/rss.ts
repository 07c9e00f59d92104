import { type Extension, Feed as Renderer } from "feed";
import type { Enclosure } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import type { Publication } from "../publication.ts";
import { CONTENT, cutElement, disguise, reveal, trimIndentation, withoutCdata } from "./disguise.ts";
import type { Feed } from "./feed.ts";
import { Moment } from "./moment.ts";
import { escapeHtml, looksLikeHtml } from "./text.ts";

/** RSS 2.0 (https://www.rssboard.org/rss-specification) of a cleaned feed. */
export function renderRss(feed: Feed, publication: Publication): string {
  const channel = new Renderer({
    title: disguise(feed.title),
    description: disguise(feed.description),
    link: feed.pageUrl,
    feed: `${publication.baseUrl}/${feed.path}feed.xml`,
    updated: new Moment(feed.updated),
    language: feed.language,
    copyright: publication.copyright && disguise(publication.copyright),
    image: [publication.logo, publication.icon].find(isRssImage),
    generator: "Dateline",
    docs: "https://www.rssboard.org/rss-specification",
  });
  // `feed` declares namespaces by what the items hold, and this channel is rendered without them.
  const shell = trimIndentation(channel.rss2()).replace(/<rss [^<>]*>/, RSS_START);
  const items = feed.entries.map((entry) => renderItem(entry, feed.language));
  return reveal(shell).replace("</channel>", () => `${items.join("")}</channel>`) + "\n";
}

const RSS_START = `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">`;

function renderItem(entry: Entry, feedLanguage: string): string {
  const [enclosure, ...more] = entry.enclosures;
  const item = new Renderer({ title: "", updated: new Moment(entry.updated) });
  item.addItem({
    // Nothing in RSS says whether a title is text or HTML, so readers guess. Text goes out as text, unless it would be
    // taken for HTML (`</b>`, `&amp;`): then as HTML that shows it, which the same guess reads back right.
    title: disguise(looksLikeHtml(entry.title) ? escapeHtml(entry.title) : entry.title),
    link: entry.url,
    id: disguise(entry.id),
    date: new Moment(entry.published),
    // RSS's description is HTML. It must stand before content:encoded (RSS profile), and `feed` leaves out an empty one.
    description: disguise(escapeHtml(entry.summary) || " "),
    content: CONTENT,
    category: [entry.section ?? [], entry.tags].flat().map((name) => ({ name: disguise(name) })),
    extensions: [
      extension(
        "dc:creator",
        entry.authors.map(({ name }) => ({ _text: disguise(name) })),
      ),
      extension("dc:language", entry.language === feedLanguage ? [] : { _text: entry.language }),
      extension("atom:updated", { _text: entry.updated }),
      extension("enclosure", enclosure === undefined ? [] : { _attributes: enclosureAttributes(enclosure) }),
      // One enclosure per item is all that RSS readers agree on; the others are links, as in Atom.
      extension(
        "atom:link",
        more.map((other) => ({ _attributes: linkAttributes(other) })),
      ),
    ],
  });
  return reveal(withoutCdata(cutElement(item.rss2(), "item"), "title"), entry.html) + "\n";
}

/** RSS 2.0 `<enclosure>`: all three attributes are required; 0 stands for an unknown length. */
function enclosureAttributes({ url, lengthBytes, type }: Enclosure): Record<string, string | number> {
  return { url: disguise(url), length: lengthBytes, type: disguise(type) };
}

function linkAttributes({ url, lengthBytes, type, title }: Enclosure): Record<string, string | number | undefined> {
  return {
    rel: "enclosure",
    href: disguise(url),
    type: disguise(type),
    length: lengthBytes === 0 ? undefined : lengthBytes,
    title: title && disguise(title),
  };
}

/** RSS 2.0 `<image>` is a GIF, JPEG or PNG. */
function isRssImage(url: string | undefined): boolean {
  return url !== undefined && /\.(?:gif|jpe?g|png)$/i.test(url);
}

/** `feed` takes what its XML writer takes (text, attributes, a list of elements), whatever its types say. */
function extension(name: string, content: unknown): Extension {
  return { name, objects: content as Extension["objects"] };
}
