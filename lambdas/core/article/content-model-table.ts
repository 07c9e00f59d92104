import { isBlank, isNamed, type HtmlElement, type HtmlNode } from "./html-tree.ts";

/** Arranges the children of something by the rules of the content model. */
type ArrangeChildren = (children: readonly HtmlNode[], parent: string) => HtmlNode[];

/**
 * A table with nothing in it but captions, column groups and sections of rows of cells; whatever else stood there comes
 * before it, where HTML §13.2.6.1 ("foster parenting") puts it, too.
 */
export function arrangeTable(table: HtmlElement, arrange: ArrangeChildren): HtmlNode[] {
  const stray: HtmlNode[] = [];
  const captions: HtmlNode[] = [];
  const columns: HtmlNode[] = [];
  const sections: HtmlElement[] = [];
  const rows = new Gathering("tbody", sections);
  for (const child of table.children) {
    if (isNamed(child, "caption") && captions.length === 0) {
      captions.push({ ...child, children: arrange(child.children, "caption") });
    } else if (isNamed(child, "colgroup")) {
      columns.push({ ...child, children: child.children.filter((col) => isNamed(col, "col")) });
    } else if (isNamed(child, "col")) {
      columns.push({ name: "colgroup", attributes: {}, children: [child] });
    } else if (isNamed(child, "thead", "tbody", "tfoot")) {
      sections.push({ ...child });
      rows.close();
    } else if (isNamed(child, "tr", "td", "th")) {
      rows.add(child);
    } else if (!isBlank(child)) stray.push(child);
  }
  for (const section of sections) section.children = arrangeRows(section.children, stray, arrange);
  const children = [...captions, ...columns, ...sections.filter((section) => section.children.length > 0)];
  const before = arrange(stray, "div");
  return children.length > 0 ? [...before, { ...table, children }] : before;
}

function arrangeRows(nodes: readonly HtmlNode[], stray: HtmlNode[], arrange: ArrangeChildren): HtmlElement[] {
  const rows: HtmlElement[] = [];
  const cells = new Gathering("tr", rows);
  for (const node of nodes) {
    if (isNamed(node, "tr")) {
      rows.push({ ...node });
      cells.close();
    } else if (isNamed(node, "td", "th")) cells.add(node);
    else if (!isBlank(node)) stray.push(node);
  }
  for (const row of rows) row.children = arrangeCells(row.children, stray, arrange);
  return rows.filter((row) => row.children.length > 0);
}

function arrangeCells(nodes: readonly HtmlNode[], stray: HtmlNode[], arrange: ArrangeChildren): HtmlElement[] {
  const cells: HtmlElement[] = [];
  for (const node of nodes) {
    if (isNamed(node, "td", "th")) cells.push({ ...node, children: arrange(node.children, node.name) });
    else if (!isBlank(node)) stray.push(node);
  }
  return cells;
}

/** Puts neighbours that lack the parent they need into one that is made for them: cells into a row, rows into a body. */
class Gathering {
  readonly #name: string;
  readonly #into: HtmlElement[];
  #open: HtmlElement | undefined;

  constructor(name: string, into: HtmlElement[]) {
    this.#name = name;
    this.#into = into;
  }

  add(child: HtmlElement): void {
    if (!this.#open) {
      this.#open = { name: this.#name, attributes: {}, children: [] };
      this.#into.push(this.#open);
    }
    this.#open.children.push(child);
  }

  close(): void {
    this.#open = undefined;
  }
}
