import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser } from "./browser.ts";
import { axeFaults, complaintsOf, overflow } from "./faults.ts";
import { writeHostileContent } from "./hostile-content.ts";
import { findPages, KINDS, type SitePage } from "./kinds-of-page.ts";
import { openPage } from "./open-page.ts";
import { copySampleContent } from "./sample-content.ts";
import { serveContent, type ServedPublication } from "./served-publication.ts";

/** With a folder's name in it, a picture of every page is kept there. */
const pictures = process.env.PICTURES;

const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

describe.skipIf(!hasBrowser).each([
  { name: "sample", content: copySampleContent },
  { name: "hostile, right-to-left", content: writeHostileContent },
])("the $name publication in Chromium", ({ name, content }) => {
  let browser: Browser;
  let served: ServedPublication;
  let pages: SitePage[];
  beforeAll(async () => {
    browser = await openBrowser();
    served = await serveContent(await content());
    pages = findPages(served.site);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  test("has every kind of page", () => {
    expect([...new Set(pages.map(({ kind }) => kind))]).toEqual(KINDS);
  });

  test.each(["phone", "desktop"] as const)("no page has a fault on a %s, light or dark", async (size) => {
    const page = await browser.newPage({ viewport: sizes[size] });
    const complaints = complaintsOf(page);
    const faults: string[] = [];
    for (const each of pages) {
      await page.emulateMedia({ colorScheme: "light" });
      await openPage(page, each, served);
      await takePicture(page, each, `${name}-${size}-light`);
      const light = [...(await overflow(page)), ...(await axeFaults(page))];
      // The rest does not depend on colours.
      await page.emulateMedia({ colorScheme: "dark" });
      await takePicture(page, each, `${name}-${size}-dark`);
      const dark = await axeFaults(page, "color-contrast");
      faults.push(...[...complaints.splice(0), ...light, ...dark].map((fault) => `/${each.path}: ${fault}`));
    }
    await page.close();
    expect(faults).toEqual([]);
  });

  test("a feed that somebody opens shows its page, and a program that fetches it gets the feed", async () => {
    const page = await browser.newPage();
    for (const file of ["feed.xml", "atom.xml", "feed.json"]) {
      await page.goto(`${served.baseUrl}/${file}`);
      expect(await page.locator("h1.name").count()).toBe(1);
    }
    const read = await page.request.get(`${served.baseUrl}/feed.xml`);
    expect(read.headers()["content-type"]).toBe("application/xml; charset=utf-8");
    await page.close();
  });

  test("an old address leads to the article, also on a server that knows no status", async () => {
    const page = await browser.newPage();
    const { path, bytes } = pages.find(({ kind }) => kind.endsWith("moved"))!;
    const old = `${served.baseUrl}/${path}`;
    await page.goto(old);
    const moved = page.url();
    expect(moved).not.toBe(old);
    await page.route(old, (route) => route.fulfill({ body: bytes, contentType: "text/html" }));
    await page.goto(old, { waitUntil: "commit" });
    await page.waitForURL(moved);
    await page.close();
  });

  test("one click on an address selects all of it", async () => {
    const page = await browser.newPage();
    await page.goto(`${served.baseUrl}/`);
    await page.locator(".address").first().click();
    expect(await page.evaluate("String(getSelection()).trim()")).toBe(`${served.baseUrl}/feed.xml`);
    await page.close();
  });
});

async function takePicture(page: Page, { path, kind }: SitePage, look: string): Promise<void> {
  if (pictures === undefined) return;
  const change = kind.split(" ")[1] ?? "";
  const name = [change, ...path.split("/")].filter(Boolean).join("-").slice(0, 60) || "home";
  await page.screenshot({ path: join(pictures, look, `${name}.png`), fullPage: true });
}
