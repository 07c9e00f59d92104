import * as fc from "fast-check";
import { anyHtml } from "./any-html.ts";
import { anyLine, repeated } from "./any-text.ts";
import { anyUrl } from "./any-url.ts";

const RUNS = ["[[[[[", "](", "![", "****", "___", "* * *", "`", "```", "~~", "~~~", "<http://", "\\", "  \n", "|", "&#", "[x]:", "^[", "==", "$$", ":::"]; // prettier-ignore

const inline = fc.letrec<{ inline: string }>((tie) => {
  const within = (before: string, after = before) => tie("inline").map((text) => before + text + after);
  return {
    inline: fc.oneof(
      { depthSize: "small" },
      anyLine,
      within("*"),
      within("**"),
      within("_"),
      within("~~"),
      within("`"),
      within("``"),
      within("[", "][a]"),
      within("![", "][a b]"),
      fc.tuple(tie("inline"), anyUrl).map(([text, url]) => `[${text}](${url} "title")`),
      fc.tuple(tie("inline"), anyUrl).map(([text, url]) => `![${text}](<${url}>)`),
      anyUrl.map((url) => `<${url}>`),
      anyHtml,
      fc.constantFrom(...RUNS),
      fc.array(tie("inline"), { maxLength: 3 }).map((parts) => parts.join("")),
    ),
  };
}).inline;

const indented = (prefix: string) => (text: string) => text.replaceAll("\n", `\n${prefix}`);

const block = fc.letrec<{ block: string }>((tie) => {
  const inside = (first: string, next: string) => tie("block").map((text) => first + indented(next)(text));
  return {
    block: fc.oneof(
      { depthSize: "small" },
      inline,
      fc.tuple(fc.integer({ min: 1, max: 7 }), inline).map(([level, text]) => `${"#".repeat(level)} ${text} #`),
      inline.map((text) => `${text}\n===`),
      inside("> ", "> "),
      inside("- ", "  "),
      inside("* [ ] ", "  "),
      inside("7. ", "   "),
      inside("    ", "    "),
      inside("- ", ""),
      inline.map((text) => `\`\`\`js ${text}\n${text}\n\`\`\``),
      anyHtml.map((html) => `<div>\n${html}\n\n</div>`),
      fc.tuple(anyLine, anyUrl).map(([label, url]) => `[${label}]: ${url} 'title'\n[a]: ${url}`),
      fc.array(inline, { minLength: 1, maxLength: 5 }).map((cells) => {
        return `| ${cells.join(" | ")} |\n|${" :-: |".repeat(cells.length)}\n| ${cells.join("|")}`;
      }),
      fc.constantFrom("---", "***", "===", "<!-- more -->", "[^1]: note", "```"),
      fc.array(tie("block"), { maxLength: 4 }).map((parts) => parts.join("\n\n")),
      fc.array(tie("block"), { maxLength: 3 }).map((parts) => parts.join("\n")),
    ),
  };
}).block;

/** Markdown: blocks in blocks, emphasis in links in emphasis, HTML, and any of it many times over. */
export const anyMarkdown: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 6, arbitrary: block }, { weight: 1, arbitrary: repeated(fc.oneof(inline, block)) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((blocks) => blocks.join("\n\n"));
