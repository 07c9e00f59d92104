import { oneLine } from "./clean-text.ts";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";
import { paragraphsOf, type TextLines } from "./text-blocks.ts";

const reference = new RegExp(
  [
    String.raw`(read )?more (from|on|at|about|in) [^:]{1,80}`,
    String.raw`(also (from|in|on)|see also (in|on|from)) [^:]{1,80}`,
    String.raw`see also|read also|also read|read more|read next|further reading`,
    String.raw`related( (story|stories|article|articles|news|reading|coverage|content|links?))?`,
    String.raw`mehr (von|aus|bei|zu) [^:]{1,80}|mehr dazu|lesen sie (auch|mehr)|siehe auch`,
    String.raw`lire aussi|à lire( aussi)?|voir aussi|plus sur [^:]{1,80}|(más|leer más) (de|en|sobre) [^:]{1,80}|lea también`,
  ].join("|").replace(/^/, "^[-–—•*»>]?\\s*(?:").replace(/$/, ")\\s*:\\s*\\S"),
  "iu",
); // prettier-ignore

/** `More from SOURCE: Some other headline`: a line that is about another story. */
export function isReference(line: string): boolean {
  return line.length <= 400 && reference.test(oneLine(line));
}

const bullet = /^\s*(?:[-*•–—‣◦·])\s+(?=\S)/u;
const numbered = /^\s*(\d{1,4})[.)]\s+(?=\S)/u;

/** The blocks of a story as HTML: paragraphs, lists, and references to other stories as asides in their place. */
export function storyOf(blocks: readonly TextLines[], width: number): HtmlNode[] {
  const nodes: HtmlNode[] = [];
  for (const block of mergeItems(blocks)) {
    const list = listOf(block.lines, width);
    if (list) nodes.push(list);
    else for (const lines of paragraphsOf(block.lines, width, isReference)) addParagraph(nodes, lines);
  }
  return nodes;
}

function addParagraph(nodes: HtmlNode[], lines: readonly string[]): void {
  const text = lines.join(" ");
  if (!isReference(text)) {
    nodes.push(
      element(
        "p",
        lines.flatMap((line, at) => (at === 0 ? linked(line) : [element("br", []), ...linked(line)])),
      ),
    );
    return;
  }
  const item = element("li", linked(text));
  const last = nodes.at(-1);
  const references = typeof last === "object" && last.name === "aside" ? last.children[0] : undefined;
  if (typeof references === "object") references.children.push(item);
  else nodes.push(element("aside", [element("ul", [item])]));
}

function startsWithItem(block: TextLines, kind: RegExp): boolean {
  const [line = ""] = block.lines;
  return kind.test(line) && !isReference(line);
}

/** Items that have blank lines between them are one list all the same. */
function mergeItems(blocks: readonly TextLines[]): TextLines[] {
  const merged: TextLines[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last && [bullet, numbered].some((kind) => startsWithItem(last, kind) && startsWithItem(block, kind))) {
      for (const line of block.lines) last.lines.push(line);
    } else merged.push({ ...block, lines: [...block.lines] });
  }
  return merged;
}

/** Two items at least, so that a dash before a quotation stays a dash; numbers that count, so that years stay years. */
function listOf(lines: readonly string[], width: number): HtmlElement | undefined {
  const kind = [bullet, numbered].find((pattern) => pattern.test(lines[0] ?? ""));
  if (!kind) return undefined;
  const items: string[][] = [];
  for (const line of lines) {
    if (kind.test(line) && !isReference(line)) items.push([line.replace(kind, "")]);
    // A wrapped item goes on with an indent, or where no word more had room.
    else if (/^\s{2,}\S/u.test(line) || width > 0) items.at(-1)?.push(line);
    else return undefined;
  }
  if (items.length < 2) return undefined;
  const children = items.map((item) => element("li", linked(oneLine(item.join(" ")))));
  if (kind === bullet) return element("ul", children);
  const numbers = lines.filter((line) => kind.test(line)).map((line) => Number(numbered.exec(line)?.[1]));
  const start = numbers[0] ?? 1;
  if (!numbers.every((number, at) => number === start + at)) return undefined;
  return { name: "ol", attributes: start === 1 ? {} : { start: String(start) }, children };
}

const maxUrlCharacters = 2048;

/** Text whose web addresses are links; a full stop after one belongs to the sentence. */
function linked(text: string): HtmlNode[] {
  const nodes: HtmlNode[] = [];
  let from = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"“”«»]+/giu)) {
    const url = withoutPunctuation(match[0]);
    if (!URL.canParse(url)) continue;
    nodes.push(text.slice(from, match.index), { name: "a", attributes: { href: url }, children: [url] });
    from = match.index + url.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function withoutPunctuation(url: string): string {
  // Wikipedia ends addresses with a bracket, and sentences put addresses into brackets.
  const marks = url.includes("(") ? ".,;:!?'’…*_" : ".,;:!?'’…*_)";
  let end = Math.min(url.length, maxUrlCharacters);
  while (end > 0 && marks.includes(url.charAt(end - 1))) end--;
  return url.slice(0, end);
}

function element(name: string, children: HtmlNode[]): HtmlElement {
  return { name, attributes: {}, children };
}
