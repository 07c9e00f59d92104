import { oneLine } from "./clean-text.ts";
import { isReference } from "./story-lines.ts";
import type { TextLines } from "./text-blocks.ts";

export interface PhotoLines {
  caption?: string;
  credit?: string;
  /** How many blocks they take up. */
  taken: number;
}

const maxCaptionCharacters = 500;

/**
 * The caption and the credit of a photo between headline and story, as newsroom exports have them. Taking a story's first
 * paragraph for a caption would hide its lead, so a caption is believed only when a credit follows, when it says that
 * it describes a picture, or when wider gaps set it apart from a story whose own gaps are narrower.
 */
export function readPhotoLines(blocks: readonly TextLines[]): PhotoLines {
  const [first, second] = blocks;
  if (!first || !second) return { taken: 0 };
  const [text, next] = [textOf(first), textOf(second)];
  const story = blocks.slice(2);
  if ((isCaption(text) || isWordy(text)) && likelihoodOfCredit(second) !== "none" && story.length > 0) {
    const setApart = story
      .slice(1)
      .every((block) => block.blankBefore < Math.min(second.blankBefore, story[0]?.blankBefore ?? 0));
    // A short line in title case after the lead may be a heading, above all where others like it follow.
    const alone = !story.some((block) => likelihoodOfCredit(block) !== "none");
    if (likelihoodOfCredit(second) === "certain" || alone || (setApart && story.length > 1))
      return { caption: text, credit: next, taken: 2 };
  }
  const asCredit = likelihoodOfCredit(first);
  if (asCredit === "certain" || (asCredit === "possible" && isSentence(next))) return { credit: text, taken: 1 };
  if (isCaption(text) && (describesPicture(text) || standsApart(blocks))) return { caption: text, taken: 1 };
  return { taken: 0 };
}

function textOf(block: TextLines): string {
  return oneLine(block.lines.join(" "));
}

function isCaption(text: string): boolean {
  return text.length <= maxCaptionCharacters && isSentence(text) && !isReference(text);
}

/** Some newsrooms end their captions without a full stop; a byline or a date is shorter. */
function isWordy(text: string): boolean {
  return (
    text.length <= maxCaptionCharacters && text.split(" ").length > 5 && !isReference(text) && !/^by\s/i.test(text)
  );
}

function isSentence(text: string): boolean {
  return /[.!?…]["'”’»)]*$/u.test(text) && /\s/u.test(text);
}

/** `(left)`, `pictured`: words that are about a picture and not about the news. */
function describesPicture(text: string): boolean {
  return (
    text.length <= 300 &&
    /^(file )?(photo|picture|image)\s*:|\bpictured\b|\((left|right|cent(er|re)|(second|third) from (left|right)|file (photo|picture))\)|\b(file photo|seen here)\b/i.test(
      text,
    )
  );
}

function standsApart([caption, lead, ...rest]: readonly TextLines[]): boolean {
  if (!caption || !lead || rest.length < 2 || textOf(caption).length > 300) return false;
  const gap = Math.min(caption.blankBefore, lead.blankBefore);
  return gap >= 2 && rest.every((block) => block.blankBefore < gap);
}

const agencies =
  /^(afp|ap|dpa|efe|epa|pa|upi|reuters|getty images|keystone|white house|wikimedia commons|associated press|tass|xinhua|belga|ansa|apa)$/i;
const creditWords =
  /^(©|\(c\)\s|copyright\b|(photo|photos|photograph|photography|picture|image|credit|foto|fotos|bild)\s*(by\b|credit\b|:|von\b))/i;
/** Words of a name that may be in lower case. */
const particles =
  /^(al|and|at|bin|by|da|de|del|der|di|do|dos|du|el|for|ibn|in|la|le|of|the|und|van|via|von|y|zu|&|\/|\||[-–—])$/i;

/** Possible when it could be a name; certain when it says that it is a credit, or names an agency. */
function likelihoodOfCredit({ lines }: TextLines): "none" | "possible" | "certain" {
  const text = oneLine(lines.join(" ")).replace(/ (Jr|Sr)\.$/, " $1");
  if (lines.length > 1 || text.length > 100 || /[.!?…:;,"”»]$/u.test(text) || isReference(text)) return "none";
  if (creditWords.test(text)) return "certain";
  const bare = text.replace(/^[([]|[)\]]$/g, "");
  if (/\d/.test(bare)) return "none";
  const parts = bare.split(/\s*[/|]\s*|\s+[-–—]\s+|,\s+|\s+via\s+/u);
  if (parts.some((part) => agencies.test(part.trim().replace(/^the /i, "")))) return "certain";
  const words = bare.split(/[\s/|]+/u).filter((word) => word !== "");
  const capital = words.filter((word) => /^["'“‘(]?(\p{Lu}|\p{Lo}|(al|el|d|l|o)[-'’]\p{Lu})/u.test(word));
  const isName =
    words.length <= 8 && words.every((word) => capital.includes(word) || particles.test(word)) && capital.length > 0;
  if (!isName || /^by\s/i.test(text)) return "none";
  if (parts.length > 1 && /[/|]/.test(bare)) return "certain";
  return capital.length >= 2 ? "possible" : "none";
}
