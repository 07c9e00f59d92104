import { type Author, Feed as Renderer } from "feed";
import type { Entry } from "../entry/entry.ts";
import type { Person } from "../publication.ts";
import { CONTENT, cutElement, disguise, reveal, withoutCdata } from "./disguise.ts";
import { element } from "./element.ts";
import { mediaElements } from "./lead-image.ts";
import { Moment } from "./moment.ts";
import { escapeHtml, looksLikeHtml } from "./text.ts";
import { translationLinks } from "./translation-links.ts";

/** The `<entry>` (RFC 4287 §4.1.2) of a cleaned entry, in a feed of that language. */
export function renderAtomEntry(entry: Entry, feedLanguage: string): string {
  const document = new Renderer({ title: "", updated: new Moment(entry.updated) });
  document.addItem({
    title: disguise(textOrHtml(entry.title)),
    link: entry.url,
    id: entry.id,
    date: new Moment(entry.updated),
    published: new Moment(entry.published),
    description: disguise(textOrHtml(entry.summary)),
    content: CONTENT,
    author: entry.authors.map(toAuthor),
  });
  const xml = typedLinks(cutElement(document.atom1(), "entry"))
    .replace('<title type="html">', looksLikeHtml(entry.title) ? '<title type="html">' : "<title>")
    .replace('<summary type="html">', looksLikeHtml(entry.summary) ? '<summary type="html">' : "<summary>")
    .replace("<entry>", entry.language === feedLanguage ? "<entry>" : `<entry xml:lang="${entry.language}">`)
    .replace("</entry>", () => `${furtherElements(entry)}</entry>`);
  return reveal(withoutCdata(withoutCdata(xml, "title"), "summary"), entry.html) + "\n";
}

/**
 * `feed` calls every text HTML (RFC 4287 §3.1.1), and many readers do not look at the type: text goes out as text,
 * unless they would take it for HTML.
 */
function textOrHtml(text: string): string {
  return looksLikeHtml(text) ? escapeHtml(text) : text;
}

/** Categories, because `feed` breaks on `<` in them, and enclosures, of which it knows one of each kind and no type. */
function furtherElements(entry: Entry): string {
  const categories = [entry.section ?? [], entry.tags].flat().map((term) => element("category", { term }));
  const enclosures = entry.enclosures.map(({ url, type, lengthBytes, title }) =>
    element("link", { rel: "enclosure", type, length: lengthBytes || undefined, title, href: url }),
  );
  const alternates = translationLinks(entry).map((link) => element("link", link));
  return [...categories, ...enclosures, ...alternates, ...mediaElements(entry.image)]
    .map((line) => line + "\n")
    .join("");
}

/** The pages for people say so: RFC 4287 §4.2.7.2 wants alternates told apart by their type. */
export function typedLinks(xml: string): string {
  return xml.replace(/<link (?:rel="alternate" )?href=/g, '<link rel="alternate" type="text/html" href=');
}

function toAuthor({ name, email, url }: Person): Author {
  return { name: disguise(name), email: email && disguise(email), link: url };
}

/** A Person construct (RFC 4287 §3.2), disguised. */
export function authorElement(person: Person): string {
  const document = new Renderer({ title: "", updated: new Date(0), author: toAuthor(person) });
  return cutElement(document.atom1(), "author");
}
