import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderFeedStyleSheet } from "../../lambdas/core/site/feed-style-sheet.ts";
import { HeldDocuments } from "../../lambdas/local/held-documents.ts";
import { siteServer } from "../../lambdas/local/serve.ts";
import { hasBrowser, openBrowser } from "./browser.ts";
import { hasFirefox, openFirefox } from "./firefox.ts";

const note = `<div xmlns="http://www.w3.org/1999/xhtml" class="dateline-note"><p>A note</p></div>`;
const namespaces = `xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"`;

/** As little as shows every element that people are to see, and some that they are not. */
const documents: Record<string, string> = {
  "rss.xml": `<rss version="2.0" ${namespaces}><channel>${note}<title>The Tide</title><link>https://tide.example/</link>
<description>News</description><ttl>60</ttl><image><url>https://tide.example/logo.png</url><title>The Tide</title></image>
<item><title>The night ferry</title><link>https://tide.example/a/</link><description>It is back.</description>
<guid>tag:a</guid><dc:creator>Mara</dc:creator><media:content url="a.jpg"><media:title>T</media:title><media:description>D</media:description></media:content>
<content:encoded>&lt;p&gt;At ten to midnight.&lt;/p&gt;</content:encoded></item>
</channel></rss>`,
  "atom.xml": `<feed xmlns="http://www.w3.org/2005/Atom">${note}<id>tag:b</id><title>The Tide</title><subtitle>News</subtitle>
<updated>2026-10-21T06:30:00Z</updated><author><name>Mara</name></author>
<entry><id>tag:a</id><title type="html">The night ferry</title><updated>2026-10-21T06:30:00Z</updated>
<summary>It is back.</summary><content type="html">&lt;p&gt;At ten to midnight.&lt;/p&gt;</content></entry></feed>`,
};

const published = { baseUrl: "http://127.0.0.1", hubs: [] };

/** What can be seen, from top to bottom. */
const SHOWN = `[...document.querySelectorAll("*")]
  .filter((each) => each.children.length === 0 && each.checkVisibility())
  .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
  .map((each) => each.textContent)`;

async function shownInChromium(url: string): Promise<unknown> {
  const browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(url);
  const shown = await page.evaluate(SHOWN);
  await browser.close();
  return shown;
}

async function shownInFirefox(url: string): Promise<unknown> {
  const firefox = await openFirefox();
  await firefox.open(url);
  const shown = await firefox.evaluate(SHOWN);
  await firefox.close();
  return shown;
}

describe.each([
  { browser: "Chromium", isThere: hasBrowser, shownIn: shownInChromium },
  { browser: "Firefox", isThere: hasFirefox, shownIn: shownInFirefox },
])("a feed that $browser shows as it is", ({ isThere, shownIn }) => {
  test.skipIf(!isThere).each(Object.keys(documents))(
    "%s: its title, the note, and its entries' titles and summaries",
    async (name) => {
      const site = await mkdtemp(join(tmpdir(), "dateline-raw-"));
      const server = siteServer(new HeldDocuments(site), () => published).listen(0, "127.0.0.1");
      await once(server, "listening");
      const styleSheet = renderFeedStyleSheet();
      await writeFile(join(site, styleSheet.key), styleSheet.bytes);
      // Under another name, or the server would answer with the page.
      const line = `<?xml version="1.0"?><?xml-stylesheet type="text/css" href="/${styleSheet.key}"?>\n`;
      await writeFile(join(site, `raw-${name}`), line + documents[name]);

      const shown = await shownIn(`http://127.0.0.1:${(server.address() as AddressInfo).port}/raw-${name}`);
      expect(shown).toEqual(["The Tide", "A note", "The night ferry", "It is back."]);

      server.close();
      await rm(site, { recursive: true });
    },
  );
});
