import { cutAtWord, oneLine } from "./clean-text.ts";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";
import { readPhotoLines, type PhotoLines } from "./photo-lines.ts";
import { isReference, storyOf } from "./story-lines.ts";
import { blocksOfLines, wrapWidth, type TextLines } from "./text-blocks.ts";

export interface PlainTextArticle {
  /** Missing when the file starts with a paragraph instead of a headline. */
  headline?: string;
  photo: PhotoLines;
  story: HtmlNode[];
}

const headlineCharacters = 250;

/** A plain text as newsrooms export it: headline, perhaps a photo's caption and credit, story. Nothing is lost. */
export function readPlainText(text: string, givenTitle: string | undefined): PlainTextArticle {
  const blocks = blocksOfLines(text);
  const { headline, rest } = takeHeadline(blocks, givenTitle);
  const width = wrapWidth(rest);
  const photo = readPhotoLines(rest);
  return { headline, photo, story: storyOf(rest.slice(photo.taken), width) };
}

function takeHeadline(blocks: TextLines[], given: string | undefined): { headline?: string; rest: TextLines[] } {
  const [first, ...others] = blocks;
  if (!first) return { rest: [] };
  const [line = "", ...more] = first.lines;
  const whole = oneLine(first.lines.join(" "));
  // With a title from front matter the file need not say it again; if it does, it says it once.
  if (given !== undefined) {
    const same = (said: string) => oneLine(said).toLowerCase() === given.toLowerCase();
    if (same(whole)) return { rest: others };
    return same(line) ? { rest: [{ ...first, lines: more }, ...others] } : { rest: blocks };
  }
  // A headline that goes on in lower case on the next line was wrapped, unless it is a paragraph that was.
  if (more.length > 0 && /^\s*\p{Ll}/u.test(more[0] ?? "")) {
    const isParagraph = whole.length > headlineCharacters || /[.!?…]["'”’»)]*$/u.test(whole);
    return isParagraph ? { rest: blocks } : { headline: whole, rest: others };
  }
  if (isReference(line)) return { rest: blocks };
  const headline = oneLine(line);
  if (headline.length > headlineCharacters) {
    // All of it stays to be read; the title is the beginning of it.
    return { headline: cutAtWord(headline, 100), rest: blocks };
  }
  return { headline, rest: more.length > 0 ? [{ blankBefore: 0, lines: more }, ...others] : others };
}

/** A photo's words where there is no photo: HTML's `figure` may hold a caption alone. */
export function figureOf({ caption, credit }: Omit<PhotoLines, "taken">): HtmlElement[] {
  const words: HtmlNode[] = [];
  if (caption !== undefined) words.push(caption);
  if (caption !== undefined && credit !== undefined) words.push(" ");
  if (credit !== undefined) words.push({ name: "cite", attributes: {}, children: [credit] });
  if (words.length === 0) return [];
  const figcaption = { name: "figcaption", attributes: {}, children: words };
  return [{ name: "figure", attributes: {}, children: [figcaption] }];
}
