import { Parser } from "htmlparser2";
import type { Article } from "./article.ts";
import { escapeHtml } from "./clean-text.ts";

/** Attributes that make a reader fetch or open a file, one address each; `srcset` holds several. */
const addressAttributes: ReadonlySet<string> = new Set(["src", "href", "poster"]);

/** The files in `content/media/` that an article uses, by their keys (`media/2026/quay side.jpg`), each once. */
export function mediaIn({ image, enclosures, html }: Article, baseUrl: string): string[] {
  const addresses = [...(image ? [image.url] : []), ...enclosures.map(({ url }) => url)];
  for (const { name, value } of attributesWithMedia(html, baseUrl)) addresses.push(...addressesIn(name, value));
  return [...new Set(addresses.flatMap((address) => mediaKeyOf(address, baseUrl) ?? []))];
}

/** How much of a file that is no article is searched for names of media, and how many names are taken from it. */
const MENTION_BYTES = 1024 * 1024;
const MOST_MENTIONS = 1000;

/**
 * The files in `content/media/` that a file names which cannot be read as an article. It may be a draft with a mistake
 * in it: rather too many than too few.
 */
export function mediaMentionedIn(bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes.subarray(0, MENTION_BYTES));
  const mentions = Array.from(text.matchAll(/\bmedia\/([^\r\n"'<>]+)/g), ([mention]) => mention);
  // A name ends with the line, or at the first character that would end it in Markdown or in a list.
  const addresses = mentions.flatMap((mention) => [mention, mention.split(/[\s()[\]{},]/, 1)[0]!]);
  const keys = new Set(addresses.flatMap((address) => mediaKeyOf(`/${address.trim()}`, "") ?? []));
  return [...keys].slice(0, MOST_MENTIONS);
}

/**
 * The same HTML, where every file in `content/media/` that has a version is asked for by it (`?v=…`), so that whoever
 * has the answer may keep it for ever. Text that merely mentions such an address stays as it is.
 *
 * @param html as the intake writes it, with every `<` and `>` in text and attributes escaped
 */
export function withMedia(html: string, baseUrl: string, versionOf: (key: string) => string | undefined): string {
  let written = "";
  let from = 0;
  for (const { name, value, start, end } of attributesWithMedia(html, baseUrl)) {
    const versioned = replaceAddresses(name, value, (address) => withVersion(address, baseUrl, versionOf));
    if (versioned === value) continue;
    written += `${html.slice(from, start)}${name}="${escapeHtml(versioned)}"`;
    from = end;
  }
  return written + html.slice(from);
}

/** The key of the file in `content/media/` at an address, or `undefined` when none can be there. */
export function mediaKeyOf(address: string, baseUrl: string): string | undefined {
  if (!address.startsWith(`${baseUrl}/media/`)) return undefined;
  const [path = ""] = address.slice(baseUrl.length + 1).split(/[?#]/, 1);
  try {
    const segments = path.split("/").map(decodeURIComponent);
    return segments.every(isFileName) ? segments.join("/") : undefined;
  } catch {
    return undefined;
  }
}

/** Not empty, not `.` or `..`, and without slashes and control characters. */
function isFileName(segment: string): boolean {
  return !/^\.{0,2}$|[/\\\p{Cc}]/u.test(segment);
}

/** `address?v=…`, unless it has a query of its own, which may mean anything. */
export function withVersion(address: string, baseUrl: string, versionOf: (key: string) => string | undefined): string {
  const key = mediaKeyOf(address, baseUrl);
  const version = key === undefined || address.includes("?") ? undefined : versionOf(key);
  if (version === undefined) return address;
  const [path = "", ...fragments] = address.split("#");
  return [`${path}?v=${encodeURIComponent(version)}`, ...fragments].join("#");
}

interface Attribute {
  name: string;
  value: string;
  /** Where `name="value"` stands in the HTML. */
  start: number;
  end: number;
}

function attributesWithMedia(html: string, baseUrl: string): Attribute[] {
  const found: Attribute[] = [];
  // Most articles use no media, and most tags of the others do not either: parsing would be by far the larger cost.
  if (!html.includes("/media/")) return found;
  for (const { 0: tag, index } of html.matchAll(/<[a-z][^<>]*>/g)) {
    if (!tag.includes("/media/")) continue;
    const parser = new Parser({
      onattribute(name, value) {
        const holdsAddresses = addressAttributes.has(name) || name === "srcset";
        if (!holdsAddresses || !value.includes(`${baseUrl}/media/`)) return;
        found.push({ name, value, start: index + parser.startIndex, end: index + parser.endIndex });
      },
    });
    parser.end(tag);
  }
  return found;
}

/** In a `srcset`, a comma and white space stand between candidates; a comma alone belongs to an address. */
const candidateAddress = /(?<=^|,\s+)(?:[^\s,]\S*[^\s,]|[^\s,])/g;

function addressesIn(name: string, value: string): string[] {
  return name === "srcset" ? (value.match(candidateAddress) ?? []) : [value];
}

function replaceAddresses(name: string, value: string, replace: (address: string) => string): string {
  return name === "srcset" ? value.replace(candidateAddress, replace) : replace(value);
}
