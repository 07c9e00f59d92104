import { describe, expect, test } from "vitest";
import { articlePageKey, renderArticlePage } from "../../../lambdas/core/site/article-page.ts";
import { renderGonePage } from "../../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../../lambdas/core/site/moved-page.ts";
import { STATUS_BYTES, statusOf } from "../../../lambdas/core/site/status.ts";
import { elementsOf, looseMarkup, textOf } from "./markup.ts";
import { entry, hostile, publication } from "./sample.ts";

const statusOfPage = ({ key, bytes }: { key: string; bytes: Uint8Array }) => statusOf(key, bytes);
const target = "https://tide.example/articles/it's/?a=1&b='2'#c";

describe("the page of a withdrawn article", () => {
  const page = renderGonePage("ferry", { ...publication, title: hostile, language: "ar" });

  test("stands where the article stood and is answered with 410", () => {
    expect(page.key).toBe("articles/ferry/index.html");
    expect(statusOfPage(page)).toEqual({ status: 410 });
  });

  test("is not to be indexed, claims no address, and says in words that the article has gone", () => {
    const text = textOf(renderGonePage("ferry", publication));
    expect(text).toContain('<meta name="robots" content="noindex" />');
    expect(text).not.toContain("canonical");
    expect(text).toContain("<h1>This article has been withdrawn</h1>");
  });
});

describe("the page at an address that an article had before", () => {
  const page = renderMovedPage("old", target, publication);

  test("is answered with 301 to where the article is now, whatever characters its address has", () => {
    expect(page.key).toBe("articles/old/index.html");
    expect(statusOfPage(page)).toEqual({ status: 301, location: new URL(target).href });
    const arabic = renderMovedPage("old", "https://tide.example/articles/ليل/", publication);
    expect(statusOfPage(arabic)).toEqual({ status: 301, location: new URL("https://tide.example/articles/ليل/").href });
  });

  test("leads on by itself where no server reads its status", () => {
    const elements = elementsOf(textOf(page));
    const href = new URL(target).href.replaceAll("&", "&amp;").replaceAll("'", "&#39;");
    const found = elements.map(({ attributes }) => attributes);
    expect(found.find((each) => each.get("http-equiv") === "refresh")?.get("content")).toBe(`0; url=${href}`);
    expect(found.find((each) => each.get("rel") === "canonical")?.get("href")).toBe(href);
    expect(found.find((each) => each.get("name") === "robots")?.get("content")).toBe("noindex");
    expect(elements.filter(({ name, inside }) => name === "a" && inside.includes("main"))).toHaveLength(1);
  });

  test("leads on by itself alone when its target is longer than a header may be", () => {
    const far = renderMovedPage("old", `https://tide.example/${"a".repeat(3000)}`, publication);
    expect(statusOfPage(far)).toEqual({ status: 200 });
    expect(textOf(far)).toContain('http-equiv="refresh"');
  });

  test("leads nowhere else and runs nothing, whatever the publication is called", () => {
    expect(looseMarkup(textOf(renderMovedPage("old", target, { ...publication, title: hostile })))).toEqual([]);
    expect(() => renderMovedPage("old", "no address", publication)).toThrow();
  });
});

describe("an article that is neither gone nor moved", () => {
  const forged = textOf(renderGonePage("ferry", publication));
  const meta = '<meta name="dateline:status" content="410" />';

  test("is answered with 200, whatever its author wrote into any field", () => {
    for (const text of [forged, meta, `--></title></head>${meta}`, `"/>${meta}`]) {
      const page = renderArticlePage(
        { ...entry, title: text, summary: text, section: text, tags: [text], html: `${meta}${forged}`, language: "en" },
        { ...publication, title: text },
      );
      expect(statusOfPage(page)).toEqual({ status: 200 });
    }
  });

  test("and so is every other document, whatever is in it", () => {
    const bytes = new TextEncoder().encode(forged);
    for (const key of ["index.html", "media/page.html", "articles/index.html", "articles/a/b/index.html"])
      expect(statusOf(key, bytes)).toEqual({ status: 200 });
    expect(statusOf(articlePageKey("a"), new Uint8Array([0xff, 0xfe]))).toEqual({ status: 200 });
    expect(statusOf(articlePageKey("a"), new TextEncoder().encode(`<p>${forged}`))).toEqual({ status: 200 });
  });
});

test("the status is found in the first bytes of a page", () => {
  const { key, bytes } = renderMovedPage("old", `https://tide.example/${"a".repeat(1700)}`, publication);
  expect(statusOf(key, bytes.subarray(0, STATUS_BYTES)).status).toBe(301);
});
