import type { XmlDocument } from "libxml2-wasm";
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
    ...complain("DuplicateAtomLink", texts("//a:entry[count(a:link[@rel='alternate']) != 1]/a:id")),
    ...complain("NeedDescriptionBeforeContent", texts("//content:encoded[not(preceding-sibling::description)]")),
    ...complain("MisplacedMetadata", texts("//a:entry/following-sibling::*[not(self::a:entry)]")),
    ...complain("MisplacedItem", texts("//item/following-sibling::*[not(self::item)]")),
    ...complain("MissingElement", texts("//a:entry[not(a:author) and not(../a:author)]/a:id")),
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

const NAMESPACES = {
  a: "http://www.w3.org/2005/Atom",
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
};

/** Where the validator expects no HTML (its `nonhtml`, and Atom text without a type). */
const PLAIN_TEXT = [
  "//channel/title | //channel/description[normalize-space(.)] | //channel/copyright | //image/title",
  "//item/title | //category[not(@term)] | //category/@term | //a:author/a:name | //@title",
  "//a:title[not(@type='html')] | //a:subtitle[not(@type='html')] | //a:summary[not(@type='html')]",
  "//a:rights[not(@type='html')]",
].join(" | ");

const NEVER_BLANK = "//a:title | //a:summary | //a:content | //a:icon | //a:logo | //a:generator | //a:subtitle";
const RFC_822_DATES = "//pubDate | //lastBuildDate";

const URLS = [
  "//channel/link | //channel/docs | //item/link | //image/url | //image/link | //enclosure/@url",
  "//a:link/@href | //a:uri | //a:icon | //a:logo | //a:id",
].join(" | ");
const ABSOLUTE_URL = /^[a-z][a-z0-9+.-]*:(?:\/\/)?[\w;/?:@&=+$.\-!~*'()%,#]+$/;

/** Lines of text, which the validator wants hexadecimal references in; not HTML, and not URLs. */
function linesOfText(source: string): string[] {
  const lines = source.replace(/<!\[CDATA\[.*?\]\]>/gs, "").split("\n");
  return lines.filter((line) => !/^<(?:link|url|id|uri|icon|logo|docs|guid)\b/.test(line));
}

/** C1 controls and U+FFFD anywhere; UTF-8 that was decoded as Latin-1, which always begins with Â or Ã here. */
const BAD_CHARACTERS = /[\u0080-\u009F\uFFFD]|[\u00C2\u00C3][\u00A0-\u00BF]/;

function hasClosingTag(text: string): boolean {
  return [...text.matchAll(/<\/(\w+)>/g)].some(([, name]) => HTML_ELEMENTS.has(name?.toLowerCase() ?? ""));
}
