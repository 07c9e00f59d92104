import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser } from "./browser.ts";
import { findPages, type SitePage } from "./kinds-of-page.ts";
import { openPage } from "./open-page.ts";
import { copySampleContent } from "./sample-content.ts";
import { serveContent, type ServedPublication } from "./served-publication.ts";

/** What has the focus: how it is called, where it stands among all that can have it, and whether somebody sees that. */
interface Focused {
  name: string;
  index: number;
  isVisible: boolean;
  isOutlined: boolean;
}

/** As a browser says it: what Tab comes to, in the order of the page. */
const stops = `[...document.querySelectorAll("a[href], audio, video, [tabindex]")].filter((each) => each.checkVisibility())`;

const focused = `(() => {
  const element = document.activeElement;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const { outlineStyle, outlineWidth, clipPath } = getComputedStyle(element);
  return {
    name: (element.getAttribute("aria-label") ?? element.textContent).trim(),
    index: ${stops}.indexOf(element),
    isVisible: clipPath === "none" && top < innerHeight && bottom > 0 && left < innerWidth && right > 0,
    isOutlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  };
})()`;

describe.skipIf(!hasBrowser)("with a keyboard alone", () => {
  let browser: Browser;
  let served: ServedPublication;
  let pages: SitePage[];
  beforeAll(async () => {
    browser = await openBrowser();
    served = await serveContent(await copySampleContent());
    const all = findPages(served.site);
    pages = all.filter(({ kind }, index) => kind !== all[index - 1]?.kind);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const onEveryPage = async (look: (page: Page) => Promise<string[]>) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const faults: string[] = [];
    for (const each of pages) {
      await openPage(page, each, served);
      faults.push(...(await look(page)).map((fault) => `/${each.path}: ${fault}`));
    }
    await page.close();
    return faults;
  };

  test("everything is reached in the order of the page, and one sees where one is (WCAG 2.4.3, 2.4.7)", async () => {
    const faults = await onEveryPage(async (page) => {
      const found: string[] = [];
      // The rest of a long list is like its beginning.
      const count = Math.min(await page.evaluate<number>(`${stops}.length`), 30);
      for (let index = 0; index < count; index++) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate<Focused>(focused);
        if (focus.index !== index) found.push(`"${focus.name}" is at ${focus.index} and reached at ${index}`);
        if (!focus.isVisible || !focus.isOutlined) found.push(`nobody sees that "${focus.name}" has the focus`);
      }
      return found;
    });
    expect(faults).toEqual([]);
  });

  test("the first stop leads past the head of the page (WCAG 2.4.1)", async () => {
    const faults = await onEveryPage(async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      const isPastIt = `document.activeElement.closest(".masthead, .skip") === null`;
      return (await page.evaluate<boolean>(isPastIt)) ? [] : ["Tab is still in the head"];
    });
    expect(faults).toEqual([]);
  });

  test("headings go down step by step from a single first one (WCAG 1.3.1)", async () => {
    const faults = await onEveryPage(async (page) => {
      const levels = await page.evaluate<number[]>(
        `[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ tagName }) => Number(tagName[1]))`,
      );
      const isStepByStep = levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1);
      const isSingle = levels.filter((level) => level === 1).length === 1;
      return isStepByStep && isSingle ? [] : [levels.join(" ")];
    });
    expect(faults).toEqual([]);
  });

  test("landmarks of a kind have different names, and each of them one (WAI-ARIA 1.2 §5.3.4)", async () => {
    const faults = await onEveryPage(async (page) => {
      const tree = await page.locator("body").ariaSnapshot();
      const landmarks = [...tree.matchAll(/^\s*- (navigation|region|main|banner|contentinfo)\b(?: "([^"]*)")?/gm)];
      const names = landmarks.map(([, role, name]) => `${role} ${name ?? ""}`);
      const nameless = names.filter((name) => /^(navigation|region) $/.test(name));
      return [...nameless, ...names.filter((name, index) => names.indexOf(name) !== index)];
    });
    expect(faults).toEqual([]);
  });
});
