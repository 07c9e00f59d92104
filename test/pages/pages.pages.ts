import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser } from "./browser.ts";
import { writeHostileContent } from "./hostile-content.ts";
import { serveContent, type ServedPublication } from "./served-publication.ts";
import { addStandIns } from "./stand-ins.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** With a folder's name in it, a picture of every page is kept there. */
const pictures = process.env.PICTURES;

const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
const looks = (["light", "dark"] as const).flatMap((scheme) =>
  (["phone", "desktop"] as const).map((size) => ({ scheme, size })),
);

describe.skipIf(!hasBrowser)("in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  describe.each([
    { name: "the sample publication", content: async () => resolve(import.meta.dirname, "../../content") },
    { name: "a hostile publication from right to left", content: writeHostileContent },
  ])("$name", ({ name, content }) => {
    let served: ServedPublication;
    let paths: string[];
    beforeAll(async () => {
      const folder = await content();
      served = await serveContent(folder);
      if (content === writeHostileContent) await rm(folder, { recursive: true });
      paths = await addStandIns(served);
    });
    afterAll(() => served?.close());

    test.each(looks)("no page has a fault, $scheme on a $size", async ({ scheme, size }) => {
      const page = await browser.newPage({ viewport: sizes[size], colorScheme: scheme });
      const complaints = complaintsOf(page);
      const faults: string[] = [];
      for (const path of paths) {
        await page.goto(`${served.baseUrl}/${path}`, { waitUntil: "load" });
        if (pictures !== undefined) await takePicture(page, join(pictures, name.split(" ")[1]!), path, scheme, size);
        for (const fault of [...complaints.splice(0), ...(await overflow(page)), ...(await axeFaults(page))])
          faults.push(`/${path}: ${fault}`);
      }
      await page.close();
      expect(faults).toEqual([]);
    });

    test("a feed that somebody opens shows its page, and a program that fetches it gets the feed", async () => {
      const page = await browser.newPage();
      for (const file of ["feed.xml", "atom.xml", "feed.json"]) {
        await page.goto(`${served.baseUrl}/${file}`);
        expect(await page.locator("h1").innerText()).toContain(served.publication.title.slice(0, 8));
      }
      const read = await page.request.get(`${served.baseUrl}/feed.xml`);
      expect(read.headers()["content-type"]).toBe("application/xml; charset=utf-8");
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
});

/** What the browser says in its console: scripts and styles that the policy forbids, files that are not there. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that is not there, or has been withdrawn, has exactly that status; and not everybody has an icon.
    const { url } = message.location();
    const isExpected =
      /status of (404|410)/.test(message.text()) && (url === page.url() || url.endsWith("/favicon.ico"));
    if (["error", "warning"].includes(message.type()) && !isExpected) complaints.push(`${message.text()} ${url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
}

async function overflow(page: Page): Promise<string[]> {
  const root = "document.documentElement";
  const tooWide = await page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
  return tooWide > 0 ? [`is ${tooWide} px wider than the window`] : [];
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(" ")}`,
  );
}

async function takePicture(page: Page, folder: string, path: string, scheme: string, size: string): Promise<void> {
  const name = path.replaceAll("/", "-").slice(0, 60) || "home-";
  await page.screenshot({ path: join(folder, `${name}${size}-${scheme}.png`), fullPage: false });
}
