import { afterEach, expect, test, vi } from "vitest";
import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { article, BuiltSite } from "./built-site.ts";

afterEach(() => void vi.useRealTimers());

/** The smallest head of a GIF of this size. */
const gif = (width: number, height: number, more = "") =>
  Buffer.concat([Buffer.from("GIF89a"), Buffer.from(Uint16Array.of(width, height).buffer), Buffer.from(`\0\0\0${more};`)]); // prettier-ignore

test("files of drafts and embargoed articles are private until one that uses them is published", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T12:00:00Z") });
  const files = ["draft", "later", "shared", "text", "srcset"].map((name) => [`media/${name}.gif`, gif(1, 1)]);
  const draft = [
    article("Draft", "draft: true", "image: media/draft.gif").replace("Text", "![x](media/text.gif) ![y](media/shared.gif)"),
    "",
    '<img src="https://e.example/x.gif" srcset="../media/srcset.gif 2x" alt="">',
  ].join("\n"); // prettier-ignore
  const site = await BuiltSite.of({
    ...Object.fromEntries(files),
    "media/nobody's file.txt": "free",
    "articles/draft.md": draft,
    "articles/later.md": article("Later", "published: 2026-11-24T12:00:00Z", "enclosures: [media/later.gif]"),
    "articles/open.md": article("Open", "image: media/shared.gif"),
  });
  const media = async () => (await site.keys()).filter((key) => key.startsWith("media/"));
  expect(await media()).toEqual(["media/nobody's file.txt", "media/shared.gif"]);

  vi.setSystemTime("2026-11-24T12:00:00Z");
  await site.build();
  expect(await media()).toContain("media/later.gif");
  expect(await media()).not.toContain("media/draft.gif");

  await site.write("articles/draft.md", draft.replace("draft: true", "draft: false"));
  await site.build();
  expect(await media()).toHaveLength(6);

  await site.write("articles/draft.md", draft);
  await site.build();
  expect(await media()).toEqual(["media/later.gif", "media/nobody's file.txt", "media/shared.gif"]);
});

test("a draft that was broken from the start keeps the files that it names to itself", async () => {
  const broken = "---\ntitle: [\ndraft: true\nimage: media/secret plan.gif\n---\n![](../media/other.gif)\n";
  const site = await BuiltSite.of({
    "media/secret plan.gif": gif(1, 1),
    "media/other.gif": gif(1, 1),
    "articles/draft.md": broken,
  });
  expect((await site.keys()).filter((key) => key.startsWith("media/"))).toEqual([]);
  await site.remove("articles/draft.md");
  await site.build();
  expect((await site.keys()).filter((key) => key.startsWith("media/"))).toHaveLength(2);
});

test("an enclosure's length and type, and a picture's size, are those of the file", async () => {
  const site = await BuiltSite.of({
    "media/a.mp3": "twelve bytes",
    "media/p.gif": gif(640, 480),
    "articles/a.md": article("A", "image: media/p.gif", "enclosures: [{ url: media/a.mp3, type: text/html, length: 7 }]"), // prettier-ignore
  });
  const [item] = parseRssFeed(await site.read("feed.xml")).items!;
  expect(item!.enclosures).toEqual([{ url: "https://courier.example/media/a.mp3", type: "audio/mpeg", length: 12 }]);
  expect(item!.media?.contents?.[0]).toMatchObject({ type: "image/gif", width: 640, height: 480, fileSize: gif(1, 1).length }); // prettier-ignore
  await site.write("media/a.mp3", "and some more");
  await site.build();
  expect(parseRssFeed(await site.read("feed.xml")).items![0]!.enclosures![0]!.length).toBe(13);
});

test("a file that is replaced has another version, and its article no other date", async () => {
  const site = await BuiltSite.of({ "media/p.gif": gif(1, 1, "one"), "articles/a.md": article("A", "image: media/p.gif") }); // prettier-ignore
  const entry = async () => parseAtomFeed(await site.read("atom.xml")).entries![0]!;
  const versions = (text: string) => new Set(text.match(/p\.gif\?v=\w+/g));
  const before = await entry();
  const page = await site.read("articles/a/index.html");
  await new Promise((resolve) => void setTimeout(resolve, 1100));
  await site.write("media/p.gif", gif(1, 1, "two"));
  await site.build();
  const after = await entry();
  expect([after.updated, after.published]).toEqual([before.updated, before.published]);
  expect(versions(before.content!.value!).size).toBe(1);
  for (const [was, is] of [[before.content!.value!, after.content!.value!], [page, await site.read("articles/a/index.html")]] as const) {
    expect(versions(is).size).toBe(1);
    expect(versions(is)).not.toEqual(versions(was));
  } // prettier-ignore
});
