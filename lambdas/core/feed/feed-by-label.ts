import slugify, { type Options } from "@sindresorhus/slugify";
import { digestOf } from "../record.ts";
import type { FeedKind } from "./feed-name.ts";

const SLUG_CHARACTERS = 80;
/** Capitals part no words: iPhone, IPhone and iphone are one. */
const SPELLING: Options = { decamelize: false, customReplacements: [["+", " plus "], ["#", " sharp "]] }; // prettier-ignore

/** A few labels are asked for again and again, and spelling one takes longer than all else about its feed's name. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

/** The name of the feed of one section, tag, author or language: `sections/harbour`. */
export function feedName(kind: FeedKind, label: string): string {
  return `${kind}/${kind === "languages" ? label.toLowerCase() : knownSlugOf(label)}`;
}

function knownSlugOf(label: string): string {
  const slug = known.get(label) ?? slugOf(label);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(label, slug);
  return slug;
}

/**
 * What stands for a label in an address. Labels that differ only in capitals, accents or punctuation share one; those of
 * scripts that have no Latin spelling keep their letters, and what has no letters at all gets a digest.
 */
function slugOf(label: string): string {
  // The hash of a hashtag is no part of it, that of C# is.
  const text = label.normalize("NFKC").replace(/^#+/, "");
  const slug = isLatinised(text) ? slugify(text, SPELLING) : lettersOf(text);
  const digest = digestOf(slug || label).slice(0, 12);
  if (slug === "") return digest;
  if (slug.length <= SLUG_CHARACTERS) return slug;
  // Never half of a surrogate pair, which no URL can hold.
  const start = slug.slice(0, SLUG_CHARACTERS - digest.length - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${start}-${digest}`;
}

/** Whether every letter has a Latin spelling: of "חדשות 2026" all but the year would be lost, and with it the difference. */
function isLatinised(text: string): boolean {
  const foreign = text.match(/[\p{L}--\p{ASCII}]/gv) ?? [];
  return foreign.every((letter) => slugify(letter) !== "");
}

function lettersOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join("-");
}
