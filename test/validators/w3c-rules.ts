import type { XmlDocument, XmlElement } from "libxml2-wasm";
import { HTML_ELEMENTS, relativeUrls, riskyMarkup } from "./html-rules.ts";

/**
 * What the W3C Feed Validator's code finds wrong, errors and warnings alike, beyond what the grammars say. Each rule
 * carries the name that the validator gives it.
 */
export function w3cComplaints(document: XmlDocument, source: string, selfUrl: string): string[] {
  const texts = (path: string) => document.find(path, NAMESPACES).map((node) => node.content);

  const self = texts("/rss/channel/atom:link[@rel='self']/@href | /a:feed/a:link[@rel='self']/@href");
  const ids = texts("//item/guid | /a:feed/a:entry/a:id");
  const plain = texts(PLAIN_TEXT);
  const html = texts("//item/description | //content:encoded | //a:entry/*[@type='html']");
  return [
    ...(self.length === 1 ? [] : ["MissingSelf"]),
    ...complain(
      "SelfDoesntMatchLocation",
      self.filter((url) => url !== selfUrl),
    ),
    ...complain(
      "DuplicateEntries",
      ids.filter((id, index) => ids.indexOf(id) !== index),
    ),
    ...complain(
      "NotBlank",
      [...plain, ...texts(NEVER_BLANK)].filter((text) => text.trim() === ""),
    ),
    ...complain("ContainsHTML", plain.filter(hasClosingTag)),
    ...complain(
      "CharacterData",
      linesOfText(source).filter((line) => /&(?:amp|lt);/.test(line)),
    ),
    ...complain(
      "ContainsEmail",
      texts("//a:author/a:name").filter((name) => /<[^<>\s]+@[^<>\s]+>/.test(name)),
    ),
    ...complain(
      "BadCharacters",
      texts("//text() | //@*").filter((text) => BAD_CHARACTERS.test(text)),
    ),
    ...complain("ContainsRelRef", html.flatMap(relativeUrls)),
    ...complain("SecurityRisk", html.flatMap(riskyMarkup)),
    ...complain(
      "InvalidFullLink",
      texts(URLS).filter((url) => !ABSOLUTE_URL.test(url)),
    ),
    ...complain(
      "ImplausibleDate",
      texts("//a:updated | //a:published").filter((moment) => moment < "1990"),
    ),
    ...complain(
      "IncorrectDOW",
      texts(RFC_822_DATES).filter((date) => new Date(date).toUTCString() !== date),
    ),
    ...complain("DuplicateEnclosure", texts("//item[count(enclosure) > 1]/guid")),
    ...complain("DuplicateElement", texts("//item/atom:updated[preceding-sibling::atom:updated]")),
    ...complain("DuplicateItemSemantics", texts("//item[author and dc:creator]/guid")),
    ...complain("DuplicateAtomLink", repeatedAlternates(document)),
    ...complain("NeedDescriptionBeforeContent", texts("//content:encoded[not(preceding-sibling::description)]")),
    ...complain("MisplacedMetadata", texts("//a:entry/following-sibling::*[not(self::a:entry)]")),
    ...complain("MisplacedItem", texts("//item/following-sibling::*[not(self::item)]")),
    ...complain("MissingElement", texts("//a:entry[not(a:author) and not(../a:author)]/a:id")),
    ...complain("MissingCurrentInArchive", texts("//fh:archive[not(../*[@rel='current'])]/../*[@rel='self']/@href")),
    ...complain(
      "FeedHistoryRelInEntry",
      texts(`//item/atom:link[${HISTORY}]/@rel | //a:entry/a:link[${HISTORY}]/@rel`),
    ),
    ...complain(
      "MissingItunesElement",
      texts("//channel[.//itunes:* and not(itunes:explicit and itunes:category)]/title"),
    ),
    ...complain(
      "UnsupportedItunesFormat",
      texts("//item[itunes:duration]/enclosure/@url").filter((url) => !/\.(?:m4a|mp3|mov|mp4|m4v|pdf|epub)$/.test(url)),
    ),
    ...complain("UnknownNamespace", unknownNamespaces(source)),
    ...complain("AvoidNamespacePrefix", source.match(/<feed [^>]*xmlns:(?:atom|xhtml)=/g) ?? []),
    ...complain("MissingDCLanguage", texts("/rss/channel[not(language)]/title | /a:feed[not(@xml:lang)]/a:title")),
    ...complain("ImageTitleDoesntMatch", texts("//channel/image[title != ../title]/title")),
    ...complain("ImageLinkDoesntMatch", texts("//channel/image[link != ../link]/link")),
    ...complain(
      "ImageUrlFormat",
      texts("//image/url").filter((url) => !/\.(?:gif|jpe?g|png)$/i.test(url)),
    ),
  ];
}

function complain(rule: string, values: string[]): string[] {
  return values.map((value) => `${rule}: ${JSON.stringify(value)}`);
}

/** RFC 4287 §4.1.2: alternates of one entry differ in type or language, and there is one at least. */
function repeatedAlternates(document: XmlDocument): string[] {
  return document.find("//a:feed | //a:entry", NAMESPACES).flatMap((parent) => {
    const links = parent.find("a:link[@rel='alternate']", NAMESPACES) as XmlElement[];
    const kinds = links.map((link) => `${link.attr("type")?.value} ${link.attr("hreflang")?.value.toLowerCase()}`);
    return links.length > 0 && new Set(kinds).size === kinds.length
      ? []
      : [parent.get("a:id", NAMESPACES)?.content ?? ""];
  });
}

/** Those that the validator knows, and two that it warns of: what Feedly reads, and RFC 6721, which came after it. */
function unknownNamespaces(source: string): string[] {
  const known = new Set([...Object.values(NAMESPACES), "http://www.w3.org/1999/xhtml"]);
  const markup = source.replace(/<!\[CDATA\[.*?\]\]>/gs, "");
  return [...markup.matchAll(/ xmlns(?::\w+)?="([^"]*)"/g)].map(([, uri = ""]) => uri).filter((uri) => !known.has(uri));
}

const HISTORY = "@rel='current' or @rel='prev-archive' or @rel='next-archive'";

const NAMESPACES = {
  a: "http://www.w3.org/2005/Atom",
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  fh: "http://purl.org/syndication/history/1.0",
  itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd",
  media: "http://search.yahoo.com/mrss/",
  sy: "http://purl.org/rss/1.0/modules/syndication/",
  webfeeds: "http://webfeeds.org/rss/1.0",
  at: "http://purl.org/atompub/tombstones/1.0",
};

/** Where the validator expects no HTML (its `nonhtml`, and Atom text without a type). */
const PLAIN_TEXT = [
  "//channel/title | //channel/description[normalize-space(.)] | //channel/copyright | //image/title",
  "//item/title | //category[not(@term)] | //category/@term | //a:author/a:name | //@title",
  "//a:title[not(@type='html')] | //a:subtitle[not(@type='html')] | //a:summary[not(@type='html')]",
  "//a:rights[not(@type='html')] | //media:title | //media:description | //itunes:author | //itunes:name",
].join(" | ");

const NEVER_BLANK = "//a:title | //a:summary | //a:content | //a:icon | //a:logo | //a:generator | //a:subtitle";
const RFC_822_DATES = "//pubDate | //lastBuildDate";

const URLS = [
  "//channel/link | //channel/docs | //item/link | //image/url | //image/link | //enclosure/@url",
  "//a:link/@href | //a:uri | //a:icon | //a:logo | //a:id | //media:*/@url | //webfeeds:icon | //webfeeds:logo",
].join(" | ");
const ABSOLUTE_URL = /^[a-z][a-z0-9+.-]*:(?:\/\/)?[\w;/?:@&=+$.\-!~*'()%,#]+$/;

/** Lines of text, which the validator wants hexadecimal references in; not HTML, and not URLs. */
function linesOfText(source: string): string[] {
  const lines = source.replace(/<!\[CDATA\[.*?\]\]>/gs, "").split("\n");
  return lines.filter((line) => !/^<(?:link|url|id|uri|icon|logo|docs|guid|webfeeds:\w+)\b/.test(line));
}

/** C1 controls and U+FFFD anywhere; UTF-8 that was decoded as Latin-1, which always begins with Â or Ã here. */
const BAD_CHARACTERS = /[\u0080-\u009F\uFFFD]|[\u00C2\u00C3][\u00A0-\u00BF]/;

function hasClosingTag(text: string): boolean {
  return [...text.matchAll(/<\/(\w+)>/g)].some(([, name]) => HTML_ELEMENTS.has(name?.toLowerCase() ?? ""));
}
