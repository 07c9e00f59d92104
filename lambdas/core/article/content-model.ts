import { arrangeTable } from "./content-model-table.ts";
import { isBlank, isElement, isNamed, type HtmlElement, type HtmlNode } from "./html-tree.ts";

/** What is open around a node, as far as it decides what may stand there. */
export interface Around {
  parent: string;
  inLink?: boolean;
  inHeading?: boolean;
}

/** HTML §13.2.6.4.7: the start tags that close an open `p`. */
const blocks: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li " +
    "main nav ol p pre section summary table ul"
  ).split(" "),
);

export function isBlock(element: HtmlElement): boolean {
  return blocks.has(element.name);
}

/** Where an element is at home; elsewhere a block stays as a `div` and the rest is unwrapped. */
const homes: Record<string, string[]> = {
  li: ["ul", "ol"],
  dt: ["dl"],
  dd: ["dl"],
  figcaption: ["figure"],
  summary: ["details"],
  caption: ["table"],
  tbody: ["table"],
  thead: ["table"],
  tfoot: ["table"],
  tr: ["tbody", "thead", "tfoot"],
  td: ["tr"],
  th: ["tr"],
  rt: ["ruby"],
  rp: ["ruby"],
  col: ["colgroup"],
  colgroup: ["table"],
  source: ["picture", "audio", "video"],
  track: ["audio", "video"],
};
const unwrappedAbroad: ReadonlySet<string> = new Set(["rt", "rp", "col", "colgroup", "source", "track"]);

/**
 * The same fragment with every element where HTML's content models allow it, so that a strict HTML5 parser (the W3C
 * validator has one) finds no error in it and builds the very tree that an XML parser builds. Nothing is lost but empty
 * boxes. Running it twice changes nothing.
 */
export function arrange(nodes: readonly HtmlNode[], around: Around): HtmlNode[] {
  return nodes.flatMap((node) => (typeof node === "string" ? [node] : arrangeElement(node, around)));
}

function arrangeElement(element: HtmlElement, around: Around): HtmlNode[] {
  const { name } = element;
  const heading = /^h[1-6]$/.test(name);
  if ((name === "a" && around.inLink) || (heading && around.inHeading)) return arrange(element.children, around);
  const home = homes[name];
  if (home && !home.includes(around.parent)) {
    if (unwrappedAbroad.has(name)) return arrange(element.children, around);
    return arrangeElement({ name: "div", attributes: {}, children: element.children }, around);
  }
  const within: Around = {
    parent: name,
    inLink: around.inLink || name === "a",
    inHeading: around.inHeading || heading,
  };
  if (name === "table") return arrangeTable(element, (children, parent) => arrange(children, { ...within, parent }));
  const children = arrange(name === "dl" ? element.children.flatMap(unwrapGroup) : element.children, within);
  switch (name) {
    case "ul":
    case "ol":
      return unlessEmpty({ ...element, children: wrapOthers(children, ["li"], "li") });
    case "dl":
      return unlessEmpty({ ...element, children: wrapOthers(children, ["dt", "dd"], "dd") });
    case "p":
      // A block would close the paragraph and leave its end tag alone.
      return unlessEmpty(holdsBlock(children) ? { ...element, name: "div", children } : { ...element, children });
    case "picture":
      if (children.some((child) => isNamed(child, "img")))
        return [{ ...element, children: children.filter((child) => isElement(child)) }];
      return children.filter((child) => !isNamed(child, "source"));
    case "audio":
    case "video":
      if (element.attributes["src"] || children.some((child) => isNamed(child, "source")))
        return [{ ...element, children }];
      return children.filter((child) => !isNamed(child, "track"));
    case "a":
    case "div":
    case "figure":
    case "li":
    case "header":
    case "footer":
    case "section":
    case "figcaption":
      return unlessEmpty({ ...element, children });
    default:
      return [{ ...element, children }];
  }
}

/** Nothing at all for a box in which there is nothing to see. */
function unlessEmpty(element: HtmlElement): HtmlNode[] {
  return element.children.every(isBlank) ? [] : [element];
}

/** HTML §4.4.9 allows `div`s as groups in a `dl`; without them it is simpler and means the same. */
function unwrapGroup(node: HtmlNode): HtmlNode[] {
  const isGroup = isNamed(node, "div") && node.children.some((child) => isNamed(child, "dt", "dd"));
  return isGroup ? node.children : [node];
}

function wrapOthers(nodes: readonly HtmlNode[], allowed: string[], wrapper: string): HtmlNode[] {
  const wrapped: HtmlNode[] = [];
  let others: HtmlElement | undefined;
  for (const node of nodes) {
    if (isNamed(node, ...allowed)) {
      wrapped.push(node);
      others = undefined;
    } else if (others) others.children.push(node);
    else if (!isBlank(node)) wrapped.push((others = { name: wrapper, attributes: {}, children: [node] }));
  }
  return wrapped;
}

function holdsBlock(nodes: readonly HtmlNode[]): boolean {
  return nodes.some((node) => isElement(node) && (isBlock(node) || holdsBlock(node.children)));
}
