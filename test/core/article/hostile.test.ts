import * as fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import type { Article } from "../../../lambdas/core/article/article.ts";
import { writeTree } from "../../../lambdas/core/article/html-tree.ts";
import { readArticle } from "../../../lambdas/core/article/read-article.ts";
import { sanitizeHtml } from "../../../lambdas/core/article/sanitize-html.ts";
import { publication } from "./reading.ts";

const paths = ["articles/a.md", "articles/a.html", "articles/b/a.txt"];
const encoder = new TextEncoder();

const marks = "\n\n -*#>[]()<>&;:/'\"`|~_\u00A0\uFEFF".split("");

/** What holds for every article, whatever its author wrote. */
function expectSound(article: Article): void {
  const everything = JSON.stringify(article, (_key, value: unknown) => value);
  expect(article.title).not.toBe("");
  expect(article.title).toBe(article.title.replace(/\s+/g, " ").trim());
  for (const text of [article.title, article.summary, article.html, everything]) {
    expect(text).not.toMatch(/[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]--[\t\n]]/v);
  }
  using document = XmlDocument.fromString(`<div>${article.html}</div>`);
  for (const node of document.find("//@href|//@src|//@cite|//@poster")) {
    expect(node.content).toMatch(/^(https?:\/\/|mailto:|tel:)/);
  }
  expect(document.find("//img[not(@alt)]")).toEqual([]);
  expect(safeHtml(article.html, article.path)).toBe(article.html);
}

function safeHtml(html: string, path: string): string {
  return writeTree(sanitizeHtml(html, { baseUrl: publication.baseUrl, path }));
}

function read(path: string, bytes: Uint8Array) {
  const result = readArticle({ path, bytes }, publication);
  if (result.outcome === "article") expectSound(result.article);
  else expect(result.problem).toMatchObject({ path, cause: expect.any(String), remedy: expect.any(String) });
  return result;
}

test("no bytes make it throw, and what it accepts is sound", () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.uint8Array({ maxLength: 300 }), (path, bytes) => void read(path, bytes)),
    { numRuns: 400 },
  );
}, 30_000);

test("no text makes it throw, and what it accepts is sound", () => {
  const text = fc.string({ unit: fc.oneof(fc.constantFrom(...marks), fc.string({ unit: "binary", maxLength: 3 })), maxLength: 80 });
  fc.assert(
    fc.property(fc.constantFrom(...paths), text, (path, body) => void read(path, encoder.encode(body))),
    { numRuns: 600 },
  );
}, 30_000); // prettier-ignore

test("no field makes it throw, and what it accepts is sound", () => {
  const names = fc.constantFrom("title", "summary", "published", "authors", "section", "tags", "language", "id", "slug", "link", "image", "enclosures", "correction", "translationOf", "draft");
  const values = fc.oneof(fc.string({ unit: "binary" }), fc.webUrl(), fc.jsonValue(), fc.array(fc.string({ unit: "binary" })), fc.record({ url: fc.string(), name: fc.string(), text: fc.string(), at: fc.string(), fediverse: fc.string() }));
  fc.assert(
    fc.property(fc.dictionary(names, values, { maxKeys: 3 }), (fields) => {
      const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      read("articles/a.md", encoder.encode(`---\n${lines.join("\n")}\n---\nText.`));
    }),
    { numRuns: 500 },
  );
}, 30_000); // prettier-ignore

test("no soup of tags comes out malformed or unsafe", () => {
  const tags = "a b p div span ul li dl dt dd table tr td th caption h1 h2 blockquote pre figure img br hr ruby rt video source picture svg math iframe noscript template select option form p p".split(" ");
  const attributes = fc.constantFrom("", " href=x", " href=javascript:x", " src=media/a", " hidden", " onclick=x", " title='\"<>&'", " srcset='a 1x,b'", " width=1", " lang=en", " id=a");
  const piece = fc.oneof(
    fc.tuple(fc.constantFrom(...tags), attributes).map(([tag, attribute]) => `<${tag}${attribute}>`),
    fc.constantFrom(...tags).map((tag) => `</${tag}>`),
    fc.constantFrom("text", " ", "&amp;", "&lt;script>", "&#0;", "<!--", "-->", "]]>", "<![CDATA[", "<", "\u0000"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const html = `<p>x</p>${pieces.join("")}`;
      const safe = safeHtml(html, "articles/a.html");
      // Within tags alone: the same characters as text are harmless.
      expect(safe).not.toMatch(/<(script|style|iframe|object|form|svg)|<[^<>]*(\son\w+=|javascript:|data:|hidden)/i);
      read("articles/a.html", encoder.encode(html));
    }),
    { numRuns: 500 },
  );
}, 30_000); // prettier-ignore

const size = 300_000;
test.each([
  ["brackets", "[".repeat(size)], ["closed brackets", "[".repeat(size) + "]".repeat(size)], ["links", "[a](".repeat(size / 4)],
  ["stars", "*".repeat(size)], ["open emphasis", "*a **b ".repeat(size / 7)], ["closed emphasis", "a**".repeat(size / 3)],
  ["underscores", "a_".repeat(size / 2)], ["backticks", "`a".repeat(size / 2)], ["one word", "a".repeat(1e6)],
  ["a mail address", `${"a".repeat(1e6)}@`], ["quotes", ">".repeat(size)], ["quotes on one line", "> ".repeat(100_000)],
  ["deep lists", Array.from({ length: 700 }, (_, at) => `${"  ".repeat(at)}- a`).join("\n")], ["a million words", "word ".repeat(200_000)],
  ["list items", "- a\n".repeat(size / 4)], ["table rows", `a|b\n-|-\n${"a|b\n".repeat(size / 4)}`], ["elements", "<div>".repeat(100_000)],
  ["end tags", `${"<div>".repeat(90)}${"</span>".repeat(size / 7)}`], ["comments", "<!--".repeat(size / 4)], ["less-than", "<".repeat(size)],
  ["a srcset", `<img src=a srcset='${"a ".repeat(size / 2)}'>`], ["a style", `<img src=a style='${"width:".repeat(size / 6)}'>`],
  ["addresses", `x\n\nhttp://a${".".repeat(2000)}a `.repeat(100)], ["a bomb", `---\na: ${"{a: ".repeat(15_000)}\n---\nx`],
  ["keys", `---\n${Array.from({ length: 7000 }, (_, at) => `k${at}: v`).join("\n")}\n---\nx`], ["blank lines", "a\n\n".repeat(40_000)],
])("%s without end are read or refused at once", (_name, text) => {
  for (const path of paths) {
    const begun = process.threadCpuUsage();
    const result = readArticle({ path, bytes: encoder.encode(text) }, publication);
    // Far above what it takes (below 0.5 s), far below what a quadratic pattern would.
    expect(process.threadCpuUsage(begun).user / 1000).toBeLessThan(4000);
    if (result.outcome === "problem") expect(result.problem.remedy).not.toContain("bug");
  }
}, 20_000); // prettier-ignore
