import { oneLine } from "./clean-text.ts";
import { isBlock } from "./content-model.ts";
import { isNamed, type HtmlElement, type HtmlNode } from "./html-tree.ts";

/** A run of text that stands by itself. */
export interface TextBlock {
  /** The innermost block around it: `p`, `li`, `h2`; empty for text outside of any. */
  element: string;
  text: string;
  /** Whether it belongs to the story itself, rather than to a picture, a table or a note beside it. */
  inStory: boolean;
}

const besideTheStory: ReadonlySet<string> = new Set(["aside", "blockquote", "figure", "footer", "nav", "pre", "table"]);

/** The text of a tree as one line of words, with a space wherever HTML shows a gap. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return textBlocks(nodes)
    .map((block) => block.text)
    .join(" ");
}

export function textBlocks(nodes: readonly HtmlNode[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  collect({ name: "", attributes: {}, children: [...nodes] }, true, blocks);
  return blocks;
}

function collect(block: HtmlElement, inStory: boolean, blocks: TextBlock[]): void {
  let words: string[] = [];
  const flush = () => {
    const text = oneLine(words.join(""));
    if (text !== "") blocks.push({ element: block.name, text, inStory });
    words = [];
  };
  const walk = (nodes: readonly HtmlNode[]) => {
    for (const node of nodes) {
      if (typeof node === "string") words.push(node);
      else if (isBlock(node)) {
        flush();
        collect(node, inStory && !besideTheStory.has(node.name), blocks);
      } else if (isNamed(node, "br", "td", "th", "caption")) {
        words.push(" ");
        walk(node.children);
        words.push(" ");
      } else walk(node.children);
    }
  };
  walk(block.children);
  flush();
}
