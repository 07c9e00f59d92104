import { describe, expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { renderArticlePage } from "../../../lambdas/core/site/article-page.ts";
import { textOf } from "./markup.ts";
import { entry, publication } from "./sample.ts";

const pageOf = (changes: Partial<Entry>) => textOf(renderArticlePage({ ...entry, ...changes }, publication));

describe("files that belong to an article", () => {
  const url = "https://tide.example/media/fog%20signal.mp3";

  test("can be played and downloaded, with type, length and size", () => {
    const page = pageOf({
      enclosures: [{ url, type: "audio/mpeg", lengthBytes: 74_376, title: "Fog", durationSeconds: 3725 }],
    });
    expect(page).toContain(`<audio controls preload="none" src="${url}" aria-label="Fog"></audio>`);
    expect(page).toContain("audio/mpeg, 1:02:05, 74 kB");
  });

  test("are named after themselves when nobody gave them a title", () => {
    const page = pageOf({
      enclosures: [
        { url: "https://tide.example/", type: "application/pdf", lengthBytes: 0 },
        { url, type: "application/pdf", lengthBytes: 1_400_000 },
      ],
    });
    expect(page).toContain("<bdi>https://tide.example/</bdi>");
    expect(page).toContain("<bdi>fog%20signal.mp3</bdi>");
    expect(page).toContain("application/pdf, 1.4 MB");
    expect(page).not.toContain("<audio");
  });
});
