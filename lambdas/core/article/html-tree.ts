import { Parser } from "htmlparser2";
import { cleanText, escapeHtml, oneLine } from "./clean-text.ts";

export interface HtmlElement {
  name: string;
  attributes: Record<string, string>;
  children: HtmlNode[];
}

/** An element, or text. */
export type HtmlNode = HtmlElement | string;

/** Those that an article may hold: they have no content, and no end tag in HTML. */
export const voidElements: ReadonlySet<string> = new Set(["br", "col", "hr", "img", "source", "track", "wbr"]);
const booleanAttributes: ReadonlySet<string> = new Set(["controls", "default", "loop", "muted", "reversed"]);

/** The tree of a well-formed fragment, such as the sanitiser writes: every tag closed, every attribute quoted. */
export function parseTree(html: string): HtmlNode[] {
  const root: HtmlElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: HtmlElement = { name, attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const siblings = open.at(-1)?.children ?? [];
        const last = siblings.at(-1);
        // The parser hands text over in pieces, at every entity.
        if (typeof last === "string") siblings[siblings.length - 1] = last + text;
        else siblings.push(text);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
    },
    // Without HTML's guesses about tags that are left out: here none is.
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(html);
  return root.children;
}

/** HTML that is XML too: void elements closed, attributes quoted, no entities but those of XML 1.0 §4.6. */
export function writeTree(nodes: readonly HtmlNode[]): string {
  return nodes.map(writeNode).join("");
}

function writeNode(node: HtmlNode): string {
  if (typeof node === "string") return escapeHtml(cleanText(node)).replaceAll("&quot;", '"');
  const { name, children } = node;
  const attributes = Object.entries(node.attributes).map(([key, value]) => {
    return ` ${key}="${escapeHtml(booleanAttributes.has(key) ? key : oneLine(value))}"`;
  });
  const tag = name + attributes.join("");
  return voidElements.has(name) ? `<${tag} />` : `<${tag}>${writeTree(children)}</${name}>`;
}

export function isElement(node: HtmlNode | undefined): node is HtmlElement {
  return typeof node === "object";
}

export function isNamed<Name extends string>(
  node: HtmlNode | undefined,
  ...names: Name[]
): node is HtmlElement & { name: Name } {
  return isElement(node) && (names as string[]).includes(node.name);
}

/** Text that shows nothing. A no-break space alone is no content either. */
export function isBlank(node: HtmlNode | undefined): boolean {
  return typeof node === "string" && node.trim() === "";
}

/** Without the white space at both ends, which shows nowhere; between blocks it stays as the author had it. */
export function trimTree(nodes: readonly HtmlNode[]): HtmlNode[] {
  const first = nodes.findIndex((node) => !isBlank(node));
  return first === -1 ? [] : nodes.slice(first, nodes.findLastIndex((node) => !isBlank(node)) + 1);
}

/** Every element, each before its children. */
export function* elementsOf(nodes: readonly HtmlNode[]): Generator<HtmlElement> {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    yield node;
    yield* elementsOf(node.children);
  }
}
