import { Refusal } from "./refusal.ts";

export interface SplitArticle {
  /** What stands between the two lines of hyphens; empty when there are none. */
  frontMatter: string;
  /** 1-based line of the file on which `frontMatter` and `body` start. */
  frontMatterLine: number;
  body: string;
  bodyLine: number;
}

const opening = /^---[ \t]*(?:\n|$)/;

/**
 * Front matter from body. A first line of three hyphens always opens front matter: were one that is never closed taken
 * for a body, its `draft: true` would be published.
 */
export function splitFrontMatter(text: string): SplitArticle {
  const open = opening.exec(text);
  if (!open) return { frontMatter: "", frontMatterLine: 1, body: text, bodyLine: 1 };
  const rest = text.slice(open[0].length);
  const close = /^---[ \t]*(?:\n|$)/m.exec(rest);
  if (!close) {
    throw new Refusal(
      "the front matter that starts here is never closed",
      "end it with a line of three hyphens (---)",
      1,
    );
  }
  const frontMatter = rest.slice(0, close.index);
  const body = rest.slice(close.index + close[0].length);
  return { frontMatter, frontMatterLine: 2, body, bodyLine: frontMatter.split("\n").length + 2 };
}
