import { defaultTreeAdapter, html, parse, parseFragment, serialize, type DefaultTreeAdapterTypes } from "parse5";
import { expect } from "vitest";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What runs, frames, submits, styles, moves the base of every address, or changes how the text in it is read. */
const DANGEROUS = new Set(
  "annotation-xml applet base button embed font form frame frameset iframe input isindex link listing marquee math meta noembed noframes noscript object option param plaintext script select slot style svg template textarea title xmp".split(
    " ",
  ),
);
const ADDRESSES = new Set("href src cite poster action formaction background data ping longdesc xlink:href".split(" "));
const SAFE_ADDRESS = /^(https?:\/\/|mailto:|tel:)/;
/** Pages lead within themselves and to readers, too. */
const SAFE_IN_PAGES = /^(https?:\/\/|mailto:|tel:|#|feed:https?:\/\/)/;
/** Of our own making, and no more than these: our style sheet, what search engines read, where an article has moved to. */
const IN_PAGES = new Set(["link", "meta", "title", "script"]);

/**
 * What a browser makes of an article's HTML is well-formed, holds nothing that runs or leads anywhere but to the web, and is
 * the same again when it is written and read once more: markup that changes on its way (mutation XSS) got past sanitisers.
 */
export function expectSafeFragment(source: string): void {
  const errors: string[] = [];
  const fragment = parseFragment(source, { onParseError: ({ code }) => errors.push(code) });
  expect(
    errors.filter((code) => code !== "control-character-reference"),
    source,
  ).toEqual([]);
  expect(dangersIn(fragment.childNodes, DANGEROUS, SAFE_ADDRESS), source).toEqual([]);
  const written = serialize(fragment);
  expect(serialize(parseFragment(written))).toBe(written);
}

/** The same of a page, which has a head of our own. */
export function expectSafePage(key: string, source: string): void {
  const errors: string[] = [];
  const page = parse(source, { onParseError: ({ code }) => errors.push(code) });
  expect(errors, `${key}:\n${source}`).toEqual([]);
  expect(
    dangersIn(page.childNodes, new Set([...DANGEROUS].filter((name) => !IN_PAGES.has(name))), SAFE_IN_PAGES),
    key,
  ).toEqual([]);
  for (const { tagName, attrs, childNodes } of elementsOf(page.childNodes)) {
    if (tagName !== "script") continue;
    expect(attrs, key).toEqual([{ name: "type", value: "application/ld+json" }]);
    expect(() => JSON.parse(childNodes.map((node) => ("value" in node ? node.value : "")).join("")), key).not.toThrow();
  }
}

function dangersIn(nodes: Node[], forbidden: ReadonlySet<string>, safe: RegExp): string[] {
  return [...elementsOf(nodes)].flatMap(({ tagName, namespaceURI, attrs }) => [
    ...(forbidden.has(tagName) || namespaceURI !== html.NS.HTML ? [`<${tagName}>`] : []),
    ...attrs.filter(({ name, value }) => isDangerous(name, value, safe)).map(({ name, value }) => `<${tagName} ${name}="${value}">`),
  ]);
} // prettier-ignore

function isDangerous(name: string, value: string, safe: RegExp): boolean {
  if (/^on|^style$|^srcdoc$|^formaction$|^is$/.test(name)) return true;
  if (ADDRESSES.has(name)) return !safe.test(value);
  if (name === "srcset") return !value.split(", ").every((candidate) => safe.test(candidate));
  return name === "http-equiv";
}

function* elementsOf(nodes: Node[]): Generator<Element> {
  for (const node of nodes) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    yield node;
    yield* elementsOf(node.childNodes);
    if ("content" in node) yield* elementsOf(node.content.childNodes);
  }
}
