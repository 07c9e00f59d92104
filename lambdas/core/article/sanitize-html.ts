import { Parser } from "htmlparser2";
import sanitize from "sanitize-html";
import { allowedAttributes, allowedTags, renamed, urlAttributes, withoutText } from "./allowlist.ts";
import { oneLine } from "./clean-text.ts";
import { arrange } from "./content-model.ts";
import { canonicalLanguage } from "./language-tag.ts";
import { parseTree, trimTree, voidElements, type HtmlNode } from "./html-tree.ts";
import { Refusal } from "./refusal.ts";
import { linkSchemes, resolveUrl, webSchemes, type Place } from "./resolve-url.ts";

/** Deeper than any article; the recursion below and in every reader's parser is bounded by it. */
const maxDepth = 100;
const maxAttributes = 100;
/** A thick novel has 20,000 paragraphs. */
const maxElements = 50_000;
/** The parser hands text over in pieces, one for each entity and stray bracket; a long article has some thousands. */
const maxTextPieces = 200_000;

/**
 * HTML as a tree that is safe to show and, written, well-formed as XML, every URL in it absolute. Throws a `Refusal` for
 * HTML that would cost too much (`refuseExcess`).
 */
export function sanitizeHtml(html: string, place: Place): HtmlNode[] {
  refuseExcess(html);
  const safe = sanitize(html, {
    allowedTags,
    allowedAttributes,
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    nonTextTags: withoutText,
    nestingLimit: maxDepth,
    selfClosing: [...voidElements],
    transformTags: { "*": (name, attributes) => transform(name, attributes, place) },
  });
  return trimTree(arrange(parseTree(safe), { parent: "" }));
}

/**
 * Throws a `Refusal` for HTML with more elements, levels, attributes or pieces of text than any article has. It comes
 * before everything whose cost grows faster than the text: what recurses, or searches the open elements at each tag.
 */
export function refuseExcess(html: string): void {
  let depth = 0;
  let elements = 0;
  let textPieces = 0;
  const remedy = "simplify its HTML";
  const parser = new Parser({
    onopentag(_name, attributes) {
      if (++elements > maxElements)
        throw new Refusal(`there are more than ${maxElements} HTML elements`, "split the article");
      if (++depth > maxDepth) throw new Refusal(`the HTML is nested deeper than ${maxDepth} elements`, remedy);
      if (Object.keys(attributes).length > maxAttributes) {
        throw new Refusal(`an HTML element has more than ${maxAttributes} attributes`, remedy);
      }
    },
    ontext(text) {
      textPieces += Math.max(1, marksIn(text));
      if (textPieces > maxTextPieces) {
        throw new Refusal(
          `there are more than ${maxTextPieces} "&" and "<" in the text`,
          "put data into files of their own",
        );
      }
    },
    onclosetag() {
      depth--;
    },
  });
  parser.end(html);
}

function marksIn(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === "&" || text[at] === "<") marks++;
  return marks;
}

/** A name that is not among the allowed tags: sanitize-html drops the tag and keeps its text. */
const unwrapped = "unwrapped";

function transform(name: string, given: Record<string, string>, place: Place) {
  const tagName = renamed[name] ?? name;
  const attribs: Record<string, string> = {};
  for (const [key, value] of Object.entries(given)) {
    const kept = transformAttribute(tagName, key, value, place);
    if (kept !== undefined) attribs[key] = kept;
  }
  if (tagName === "img") {
    if (attribs["src"] === undefined || isTrackingPixel(given)) return { tagName: unwrapped, attribs: {} };
    attribs["alt"] ??= "";
  }
  // A link to a place inside the page is dead in a reader, and one to nowhere is none.
  if (tagName === "a" && attribs["href"] === undefined) return { tagName: unwrapped, attribs: {} };
  if (tagName === "source" && attribs["src"] === undefined && attribs["srcset"] === undefined) {
    return { tagName: unwrapped, attribs: {} };
  }
  return { tagName, attribs };
}

function transformAttribute(tag: string, key: string, value: string, place: Place): string | undefined {
  if (urlAttributes.has(key)) return resolveUrl(value, place, tag === "a" ? linkSchemes : webSchemes);
  switch (key) {
    case "srcset":
      return resolveSrcset(value, place);
    case "lang":
    case "hreflang":
    case "srclang":
      return canonicalLanguage(value);
    case "dir":
      return /^(ltr|rtl|auto)$/i.test(value) ? value.toLowerCase() : undefined;
    case "width":
    case "height":
    case "colspan":
    case "rowspan":
    case "span":
      return /^\d{1,5}%?$/.test(value.trim()) ? value.trim() : undefined;
    default:
      return oneLine(value);
  }
}

/** HTML §4.8.4.2.1, as far as people write it: addresses with an optional width or density, and commas between them. */
function resolveSrcset(srcset: string, place: Place): string | undefined {
  const candidates = [
    ...srcset.slice(0, 10_000).matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:\s+(\d+w|\d+(?:\.\d+)?x))?\s*(?:,|$)/g),
  ];
  const resolved = candidates.flatMap(([, address = "", size]) => {
    const url = resolveUrl(address, place);
    return url === undefined ? [] : [size === undefined ? url : `${url} ${size}`];
  });
  return resolved.length > 0 ? resolved.join(", ") : undefined;
}

const onePixel = /^\s*0*[01](\.\d*)?\s*(px)?\s*$/i;
const hidingStyle =
  /(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(\.0*)?\s*(;|!|$)|(width|height)\s*:\s*0*[01](px)?\s*(;|!|$))/i;

/** An image that nobody is meant to see tells a third party who reads. */
function isTrackingPixel({ width, height, hidden, style = "" }: Record<string, string | undefined>): boolean {
  return hidden !== undefined || onePixel.test(width ?? "") || onePixel.test(height ?? "") || hidingStyle.test(style);
}
