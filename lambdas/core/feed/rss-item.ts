import { type Extension, Feed as Renderer } from "feed";
import type { Enclosure } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import { CONTENT, cutElement, disguise, reveal, withoutCdata } from "./disguise.ts";
import { element, textElement } from "./element.ts";
import { imageEnclosure, mediaElements } from "./lead-image.ts";
import { Moment } from "./moment.ts";
import { durationElements } from "./recording.ts";
import { escapeHtml, looksLikeHtml } from "./text.ts";
import { translationLinks } from "./translation-links.ts";

/** The RSS 2.0 `<item>` of a cleaned entry, in a feed of that language. */
export function renderRssItem(entry: Entry, feedLanguage: string): string {
  const document = new Renderer({ title: "", updated: new Moment(entry.updated) });
  document.addItem({
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
    ],
  });
  const further = [
    ...textElement("dc:language", entry.language === feedLanguage ? undefined : entry.language),
    ...textElement("atom:updated", entry.updated),
    ...enclosureElements(entry),
    ...alternateElements(entry),
    ...mediaElements(entry.image),
    ...durationElements(entry),
  ];
  const item = withoutCdata(cutElement(document.rss2(), "item"), "title").replace(
    "</item>",
    () => `${further.map((line) => line + "\n").join("")}</item>`,
  );
  return reveal(item, entry.html) + "\n";
}

/** One enclosure per item is all that RSS readers agree on; the others are links, as in Atom. */
function enclosureElements(entry: Entry): string[] {
  const [first = imageEnclosure(entry.image), ...more] = entry.enclosures;
  return [
    ...(first ? [enclosureElement(first)] : []),
    ...more.map(({ url, lengthBytes, type, title }) =>
      element("atom:link", { rel: "enclosure", href: url, type, length: lengthBytes || undefined, title }),
    ),
  ];
}

/** RSS 2.0 `<enclosure>`: all three attributes are required; 0 stands for an unknown length. */
function enclosureElement({ url, lengthBytes, type }: Enclosure): string {
  return element("enclosure", { url, length: lengthBytes, type });
}

/** SimplePie believes in atom:link before it believes in `<link>`, so the entry's own stands first here too. */
function alternateElements(entry: Entry): string[] {
  const links = translationLinks(entry);
  const own = { rel: "alternate", type: "text/html", href: entry.url };
  return (links.length > 0 ? [own, ...links] : []).map((link) => element("atom:link", link));
}

/** `feed` takes what its XML writer takes (text, attributes, a list of elements), whatever its types say. */
function extension(name: string, content: unknown): Extension {
  return { name, objects: content as Extension["objects"] };
}
