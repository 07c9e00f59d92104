import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasFirefox, openFirefox, type Firefox } from "./firefox.ts";
import { findPages } from "./kinds-of-page.ts";
import { copySampleContent } from "./sample-content.ts";
import { serveContent, type ServedPublication } from "./served-publication.ts";

/** What a person who scrolls down has seen: the heading, whether there is a style, and which pictures were missing. */
const SHOWN = `Promise.all(
  [...document.images].map((each) => {
    each.loading = "eager";
    return each.decode().then(() => [], () => [each.src]);
  }),
).then((missing) => ({
  heading: [...document.querySelectorAll("h1")].find((each) => each.checkVisibility())?.textContent,
  isStyled: document.styleSheets[0]?.cssRules.length > 0,
  missing: missing.flat(),
}))`;

describe.skipIf(!hasFirefox)("the sample publication in Firefox", () => {
  let firefox: Firefox;
  let served: ServedPublication;
  beforeAll(async () => {
    firefox = await openFirefox();
    served = await serveContent(await copySampleContent());
  });
  afterAll(async () => {
    await firefox?.close();
    await served?.close();
  });

  test("every kind of page shows its heading, in its style and with its pictures", async () => {
    // One that has moved leads to another of them.
    for (const { path, bytes } of findPages(served.site).filter(({ kind }) => !kind.endsWith("moved"))) {
      const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(bytes.toString())![1]!.replace(/<[^>]*>/g, "");
      await firefox.open(`${served.baseUrl}/${path}`);
      const shown = (await firefox.evaluate(SHOWN)) as { heading: string };
      expect(shown, path).toEqual({ heading, isStyled: true, missing: [] });
    }
  });

  test("a feed that somebody opens shows its page", async () => {
    for (const file of ["feed.xml", "atom.xml", "feed.json"]) {
      await firefox.open(`${served.baseUrl}/${file}`);
      expect(await firefox.evaluate(SHOWN), file).toMatchObject({ heading: "The Ansel Tide" });
    }
  });

  test("an old address leads to the article", async () => {
    const { path } = findPages(served.site).find(({ kind }) => kind.endsWith("moved"))!;
    await firefox.open(`${served.baseUrl}/${path}`);
    expect(await firefox.evaluate("location.pathname")).toBe("/articles/fog-signal/");
  });
});
