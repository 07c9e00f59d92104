import { cutAtWord } from "./clean-text.ts";
import { textBlocks, textOf, type TextBlock } from "./html-text.ts";
import { elementsOf, isBlank, trimTree, type HtmlElement, type HtmlNode } from "./html-tree.ts";

const titleCharacters = 100;
/** Aggregators want 300 characters and more; two sentences of a lead rarely have more than 400. */
const summaryCharacters = 400;
/** A heading longer than this is a paragraph in large letters: it stays where it is. */
const headingCharacters = 300;

const headingName = /^h[1-6]$/;
const media: ReadonlySet<string> = new Set(["img", "audio", "video", "picture", "hr", "table"]);

export interface Titled {
  title?: string;
  body: HtmlNode[];
}

/**
 * A title for a body: the one that its author gave, else its first heading. A heading that stands first and says the title
 * is taken out of the body, since every page and reader shows the title above it.
 */
export function liftTitle(body: HtmlNode[], given: string | undefined): Titled {
  const heading = elementsOf(body).find(({ name }) => headingName.test(name));
  const text = heading ? textOf(heading.children) : "";
  if (!heading || text === "" || text.length > headingCharacters) return { title: given, body };
  const title = given ?? text;
  const repeats = text.toLowerCase() === title.toLowerCase();
  return { title, body: repeats && standsFirst(heading, body) ? trimTree(without(heading, body)) : body };
}

function standsFirst(heading: HtmlElement, body: readonly HtmlNode[]): boolean {
  for (const node of body) {
    if (node === heading) return true;
    if (typeof node === "string" ? !isBlank(node) : media.has(node.name)) return false;
    if (typeof node !== "string") {
      if (elementsOf([node]).some((element) => element === heading)) return standsFirst(heading, node.children);
      if (textOf([node]) !== "" || elementsOf([node]).some(({ name }) => media.has(name))) return false;
    }
  }
  return false;
}

/** The body without an element, and without the boxes that it leaves empty. */
function without(gone: HtmlElement, nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (typeof node === "string") return [node];
    if (node === gone) return [];
    const children = without(gone, node.children);
    const emptied = node.children.length > 0 && children.every(isBlank);
    return emptied && textOf([node]) === textOf([gone]) ? [] : [{ ...node, children }];
  });
}

/** A title for an article without one or a heading: its first sentence, else what its first picture shows. */
export function deriveTitle(body: readonly HtmlNode[]): string | undefined {
  const blocks = textBlocks(body);
  const first = (blocks.find(({ inStory }) => inStory) ?? blocks[0])?.text;
  if (first !== undefined) {
    // A longer one is no title; and the pattern's memory grows with what it has to read.
    const start = first.slice(0, 2 * titleCharacters);
    const sentence = /^.{10,}?[.!?…](?=["'”’»)]*\s+["'“‘«(]*[\p{Lu}\d])/u.exec(start)?.[0];
    const short = sentence !== undefined && sentence.length <= titleCharacters ? sentence.replace(/\.$/, "") : first;
    return cutAtWord(short, titleCharacters);
  }
  const alt = elementsOf(body).find(({ name, attributes }) => name === "img" && attributes["alt"])?.attributes["alt"];
  return alt === undefined ? undefined : cutAtWord(alt, titleCharacters);
}

/** The lead: the first paragraph that reads like one, cut at a word; empty when there is no text. */
export function deriveSummary(body: readonly HtmlNode[]): string {
  const blocks = textBlocks(body);
  const story = blocks.filter(({ element, inStory }) => inStory && !headingName.test(element));
  const paragraphs = story.filter(({ element }) => element === "p" || element === "" || element === "div");
  const lead =
    paragraphs.find(isProse) ?? paragraphs[0] ?? story[0] ?? blocks.find(({ inStory }) => inStory) ?? blocks[0];
  return lead ? cutAtWord(lead.text, summaryCharacters) : "";
}

/** A byline, a place or a date on a line of its own has no full stop and is short. */
function isProse({ text }: TextBlock): boolean {
  return text.length >= 80 || /[.!?…:。！？]["'”’»)]*$/u.test(text.slice(-100));
}
