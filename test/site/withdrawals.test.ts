import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { statusOf } from "../../lambdas/core/site/status.ts";
import { article, BuiltSite } from "./built-site.ts";
import { pagesInSitemap } from "./crawl-sitemap.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const GULLS = article("Gulls", "section: Harbour", "tags: [birds, quay]", "authors: [Mara]");
const FEEDS = ["", "sections/harbour/", "tags/birds/"];
const tombstone = '<at:deleted-entry ref="tag:courier.example,2026:gulls"';

async function open(): Promise<BuiltSite> {
  const other = article("Terns", "published: 2026-01-01", "section: Harbour", "tags: [birds]");
  return BuiltSite.of({ "articles/gulls.md": GULLS, "articles/terns.md": other });
}

async function statusAt(site: BuiltSite, slug: string) {
  const key = `articles/${slug}/index.html`;
  return statusOf(key, new TextEncoder().encode(await site.read(key)));
}

const withdrawals: [string, (site: BuiltSite) => Promise<void>][] = [
  ["whose file is gone", (site) => site.remove("articles/gulls.md")],
  ["that is a draft again", (site) => site.write("articles/gulls.md", GULLS.replace("---\n", "---\ndraft: true\n"))],
];

test.each(withdrawals)(
  "an article %s leaves everything but a tombstone in Atom and its address",
  async (_, withdraw) => {
    const site = await open();
    await withdraw(site);
    await site.build();
    expect((await statusAt(site, "gulls")).status).toBe(410);
    for (const folder of FEEDS) {
      expect(await site.read(`${folder}atom.xml`), folder).toContain(tombstone);
      for (const file of ["feed.xml", "feed.json", "index.html"]) {
        expect(await site.read(folder + file), folder + file).not.toMatch(/gulls/i);
      }
    }
    expect(await pagesInSitemap(site)).not.toContain("articles/gulls/");
    expect(await site.read("sitemap-news.xml")).not.toContain("gulls");
    // It was the last one of these feeds.
    expect((await site.keys()).filter((key) => /quay|mara/.test(key))).toEqual([]);
    expect(await site.read("feeds.opml")).not.toMatch(/quay|mara/i);
  },
);

test.each(withdrawals)("an article %s comes back as it was, and the tombstone goes", async (_, withdraw) => {
  const site = await open();
  const before = await site.documents();
  const entry = async () =>
    parseAtomFeed(await site.read("atom.xml")).entries?.find(({ id }) => id?.endsWith(":gulls"));
  const { published, updated } = (await entry())!;
  vi.setSystemTime("2026-11-24T12:00:00Z");
  await withdraw(site);
  await site.build();
  await site.write("articles/gulls.md", GULLS);
  await site.build();
  expect(await entry()).toMatchObject({ published, updated });
  const text = (documents: typeof before) => Object.fromEntries([...documents].map(([key, one]) => [key, one.text]));
  expect(text(await site.documents())).toEqual(text(before));
});

test("an article that was given another address twice is one step away from either old one", async () => {
  const site = await open();
  for (const slug of ["sea-gulls", "herring-gulls"]) {
    await site.write("articles/gulls.md", GULLS.replace("---\n", `---\nslug: ${slug}\n`));
    await site.build();
  }
  const there = { status: 301, location: "https://courier.example/articles/herring-gulls/" };
  expect([await statusAt(site, "gulls"), await statusAt(site, "sea-gulls")]).toEqual([there, there]);
  const { items = [] } = parseJsonFeed(await site.read("feed.json"));
  expect(items[0]).toMatchObject({ id: "tag:courier.example,2026:gulls", url: there.location });
  expect(await site.read("atom.xml")).not.toContain("at:deleted-entry");

  await site.write("articles/gulls.md", GULLS.replace("---\n", "---\nslug: sea-gulls\n"));
  await site.build();
  expect((await statusAt(site, "sea-gulls")).status).toBe(200);
  expect(await statusAt(site, "herring-gulls")).toMatchObject({ status: 301, location: "https://courier.example/articles/sea-gulls/" }); // prettier-ignore
});
