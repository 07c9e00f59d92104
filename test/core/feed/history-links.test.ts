import { describe, expect, test } from "vitest";
import { rendered } from "./rendered.ts";
import { archive, feed } from "./sample.ts";

const site = "https://gazette.example";

/** The links that RFC 5005 knows, and the document's own. */
function linksOf(xml: string): Record<string, string> {
  const head = xml.slice(0, xml.search(/<item>|<entry/));
  const links = [...head.matchAll(/<(?:atom:)?link ([^>]*)\/>/g)].map(([, attributes = ""]) => [
    / ?rel="([^"]*)"/.exec(attributes)?.[1],
    /href="([^"]*)"/.exec(attributes)?.[1],
  ]);
  const { alternate: _alternate, hub: _hub, ...rest } = Object.fromEntries(links);
  return rest;
}

describe("a current document", () => {
  test("leads to the newest archive document of its own format", () => {
    const { rss, atom, json } = rendered(feed);
    expect(linksOf(rss)).toEqual({ self: `${site}/feed.xml`, "prev-archive": `${site}/archive/3/feed.xml` });
    expect(linksOf(atom)).toEqual({ self: `${site}/atom.xml`, "prev-archive": `${site}/archive/3/atom.xml` });
    expect(JSON.parse(json)).toMatchObject({
      feed_url: `${site}/feed.json`,
      next_url: `${site}/archive/3/feed.json`,
    });
    expect(rss + atom).not.toContain("<fh:archive");
  });

  test("without archives has no history", () => {
    const { rss, atom, json } = rendered({ ...feed, history: {} });
    expect(linksOf(rss)).toEqual({ self: `${site}/feed.xml` });
    expect(linksOf(atom)).toEqual({ self: `${site}/atom.xml` });
    expect(JSON.parse(json)).not.toHaveProperty("next_url");
    expect(rss + atom).not.toContain("xmlns:fh");
  });
});

describe("an archive document", () => {
  const { rss, atom, json } = rendered(archive);

  test("says that it is one, and leads to those before and after it and to the current one", () => {
    const linksTo = (name: string) => ({
      self: `${site}/archive/2/${name}`,
      "prev-archive": `${site}/archive/1/${name}`,
      "next-archive": `${site}/archive/3/${name}`,
      current: `${site}/${name}`,
    });
    expect(linksOf(rss)).toEqual(linksTo("feed.xml"));
    expect(linksOf(atom)).toEqual(linksTo("atom.xml"));
    expect(rss).toContain("<fh:archive/>");
    expect(atom).toContain("<fh:archive/>");
    expect(JSON.parse(json)).toMatchObject({
      feed_url: `${site}/archive/2/feed.json`,
      next_url: `${site}/archive/1/feed.json`,
    });
  });

  test("has the id of its feed", () => {
    expect(/<id>(.*)<\/id>/.exec(atom)?.[1]).toBe(feed.id);
  });

  test("may have lost all its entries, and may be the only one", () => {
    const last = rendered({ ...archive, path: "archive/1/", entries: [], history: { current: "" } });
    expect(linksOf(last.atom)).toEqual({ self: `${site}/archive/1/atom.xml`, current: `${site}/atom.xml` });
    expect(JSON.parse(last.json).items).toEqual([]);
  });
});

test("folders in other scripts are spelt as URLs in every format", () => {
  const history = { previous: "tags/туман/archive/1/" };
  const { rss, atom, json } = rendered({ ...feed, path: "tags/туман/", history });
  const folder = `${site}/tags/%D1%82%D1%83%D0%BC%D0%B0%D0%BD`;
  expect(linksOf(rss)).toEqual({ self: `${folder}/feed.xml`, "prev-archive": `${folder}/archive/1/feed.xml` });
  expect(linksOf(atom)["prev-archive"]).toBe(`${folder}/archive/1/atom.xml`);
  expect(JSON.parse(json).feed_url).toBe(`${folder}/feed.json`);
});
