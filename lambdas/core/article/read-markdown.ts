import { Marked, Parser } from "marked";
import type { HtmlNode } from "./html-tree.ts";
import { lexMarkdown } from "./markdown-lexer.ts";
import type { Place } from "./resolve-url.ts";
import { sanitizeHtml } from "./sanitize-html.ts";

const { defaults } = new Marked({
  gfm: true,
  renderer: {
    // A form control is no content; the boxes say the same in every reader.
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
  },
});

/** GitHub-flavoured Markdown as safe HTML; the HTML in it is treated like any other. */
export function readMarkdown(body: string, place: Place): HtmlNode[] {
  // The lexer leaves traces of itself in its options.
  const options = { ...defaults };
  const tokens = lexMarkdown(body, options);
  return sanitizeHtml(Parser.parse(tokens, options), place);
}
