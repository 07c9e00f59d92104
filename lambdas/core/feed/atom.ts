import { Feed as Renderer } from "feed";
import { hubsOf } from "../hub/hubs-of.ts";
import type { Publication } from "../publication.ts";
import { authorElement, typedLinks } from "./atom-entry.ts";
import { brandingElements } from "./branding.ts";
import { disguise, reveal, trimIndentation } from "./disguise.ts";
import { element } from "./element.ts";
import { FEED_FILES, urlOf } from "./feed-name.ts";
import { allPrefixes, fill, type Fragment } from "./fragment.ts";
import { isArchive, type Feed } from "./feed.ts";
import { historyLinks } from "./history-links.ts";
import { Moment } from "./moment.ts";
import { declareNamespaces } from "./namespaces.ts";
import { noteElement, styleSheetLine } from "./reading-note.ts";
import { rhythmOf } from "./rhythm.ts";
import { syndicationElements } from "./syndication.ts";

const NAME = FEED_FILES.atom;

/**
 * Atom 1.0 (RFC 4287) of a cleaned feed.
 *
 * @param entries as `renderAtomEntry` writes them
 */
export function renderAtom(feed: Feed, publication: Publication, entries: Fragment[]): Uint8Array {
  const renderer = new Renderer({
    id: disguise(feed.id),
    title: disguise(feed.title),
    description: disguise(feed.description),
    link: feed.pageUrl,
    feed: urlOf(publication.baseUrl, feed.path + NAME),
    updated: new Moment(feed.updated),
    copyright: publication.copyright && disguise(publication.copyright),
    image: publication.logo && disguise(publication.logo),
    favicon: publication.icon && disguise(publication.icon),
    generator: "Dateline",
  });
  const further = [
    // `feed` knows one author of a feed, and this one may have several (RFC 4287 §4.2.1).
    ...publication.authors.map(authorElement),
    // `feed` knows one hub of a feed, and this one may have several (WebSub §4).
    ...hubsOf(publication).map((href) => element("link", { rel: "hub", href })),
    ...historyElements(feed, publication.baseUrl),
    ...syndicationElements(rhythmOf(feed)),
    ...brandingElements(publication),
    ...tombstones(feed),
  ];
  const shell = typedLinks(trimIndentation(renderer.atom1()))
    .replace("?>\n", () => `?>\n${styleSheetLine(publication.baseUrl)}`)
    .replace(/<feed [^<>]*>/, (start) => `${start}\n${noteElement(feed, publication.baseUrl, NAME)}`)
    .replace("</feed>", () => `${further.map((line) => line + "\n").join("")}</feed>`);
  const body = reveal(shell) + "\n";
  const namespaces = declareNamespaces("atom", allPrefixes(body, entries));
  const document = body.replace("<feed ", () => `<feed xml:lang="${feed.language}"${namespaces} `);
  return fill(document, document.lastIndexOf("</feed>"), entries);
}

/** RFC 5005 §4. */
function historyElements(feed: Feed, baseUrl: string): string[] {
  return [
    ...(isArchive(feed) ? [element("fh:archive")] : []),
    ...historyLinks(feed, baseUrl, NAME).map((link) => element("link", { ...link, type: "application/atom+xml" })),
  ];
}

/** RFC 6721 §3: what was an entry of this feed and is no more. */
function tombstones({ withdrawn }: Feed): string[] {
  return withdrawn.map(({ id, when }) => element("at:deleted-entry", { ref: id, when }));
}
