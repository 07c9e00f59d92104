import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { encoded } from "./any-bytes.ts";
import { anyFrontMatter } from "./any-front-matter.ts";
import { anyHtml, anyPage } from "./any-html.ts";
import { anyMarkdown } from "./any-markdown.ts";
import { anyText, repeated } from "./any-text.ts";
import { fuzz } from "./fuzz.ts";
import { GuardedProcess } from "./guarded-process.ts";
import { expectSoundSite } from "./sound-site.ts";

const BASE_URL = "https://courier.example";
const program = new GuardedProcess();
afterAll(() => program.end());

/** One feed alone, so that more bodies are tried in the same time. */
const oneFeed = Buffer.from(
  `title: T\ndescription: D\nbaseUrl: ${BASE_URL}\nlanguage: en\ntagAuthority: courier.example,2026\nfeeds: []\n`,
);

/** Publishes files beside an article without a fault, which has to come out whatever they hold. */
async function expectPublishes(files: Record<string, Uint8Array>): Promise<void> {
  const good = Buffer.from("---\nid: tag:courier.example,2026:good\nslug: good\n---\n# Good\n\nText.\n");
  const published = await program.publish({ ...files, "articles/good.md": good });
  expectSoundSite(published, BASE_URL);
  const feed = published.documents.find(({ key }) => key === "feed.json");
  expect(new TextDecoder().decode(feed?.bytes)).toContain("tag:courier.example,2026:good");
}

const withFrontMatter = (bodies: fc.Arbitrary<string>) =>
  fc.tuple(fc.oneof(anyFrontMatter, fc.constant("")), bodies).map((parts) => parts.join(""));

test("whatever Markdown an author writes, each document is valid and safe, and every other article comes out", () =>
  fuzz(encoded(withFrontMatter(anyMarkdown)), (bytes) =>
    expectPublishes({ "publication.yaml": oneFeed, "articles/a.md": bytes }),
  ));

test("whatever HTML an author writes, each document is valid and safe, and every other article comes out", () =>
  fuzz(encoded(withFrontMatter(fc.oneof(anyHtml, anyPage, repeated(anyHtml)))), (bytes) =>
    expectPublishes({ "publication.yaml": oneFeed, "articles/a.html": bytes }),
  ));

test("whatever plain text an author writes, each document is valid and safe, and every other article comes out", () =>
  fuzz(encoded(withFrontMatter(fc.oneof(anyText, repeated(anyText)))), (bytes) =>
    expectPublishes({ "publication.yaml": oneFeed, "articles/a.txt": bytes }),
  ));

test("whatever front matter says, also of several articles at once, each document is valid and safe", () =>
  fuzz(fc.array(encoded(anyFrontMatter.map((lines) => `${lines}\nText.`)), { minLength: 2, maxLength: 5 }), (all) =>
    expectPublishes(Object.fromEntries(all.map((bytes, at) => [`articles/${"abcde"[at]}.${at === 1 ? "html" : "md"}`, bytes]))),
  )); // prettier-ignore

test("whatever bytes a file holds, each document is valid and safe, and every other article comes out", () =>
  fuzz(fc.tuple(fc.constantFrom("md", "html", "txt"), fc.uint8Array({ maxLength: 2000 })), ([extension, bytes]) =>
    expectPublishes({ "publication.yaml": oneFeed, [`articles/a.${extension}`]: bytes }),
  ));
