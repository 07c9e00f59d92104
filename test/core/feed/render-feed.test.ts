import { describe, expect, test } from "vitest";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import { expectValidFeeds } from "../../validators/valid-feed.ts";
import { archive, entry, feed, feedOf, publication } from "./sample.ts";

const decoder = new TextDecoder();
const before = structuredClone({ feed, publication });
const documents = renderFeed(feed, publication);

function textOf(key: string): string {
  const found = documents.find((document) => document.key === key);
  return decoder.decode(found?.bytes);
}

describe("the three documents of a feed", () => {
  test.each([
    [feed, documents],
    [archive, renderFeed(archive, publication)],
  ])("are those in test/golden, current or archived", async ({ path }, rendered) => {
    for (const name of ["feed.xml", "atom.xml", "feed.json"]) {
      const found = rendered.find(({ key }) => key === path + name);
      await expect(decoder.decode(found?.bytes)).toMatchFileSnapshot(`../../golden/${path}${name}`);
    }
  });

  test("are valid and say the same", () => {
    const said = expectValidFeeds(documents, publication.baseUrl).get("");
    expect(said?.entries.map(({ id }) => id)).toEqual(feed.entries.map(({ id }) => id));
    expect(said?.entries[0]).toEqual({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      html: entry.html,
      published: entry.published,
      updated: entry.updated,
      authors: ["Ana Morales", "Li Wei"],
      tags: ["Transport", "ferry", "Q&A", "winter 2026"],
      image: entry.image?.url,
      enclosures: entry.enclosures.map(({ url, type, lengthBytes }) => ({ url, type, lengthBytes })),
    });
  });

  test("of the same content have the same bytes", () => {
    expect(renderFeed(structuredClone(feed), structuredClone(publication))).toEqual(documents);
  });

  test("leave the records as they were", () => {
    expect({ feed, publication }).toEqual(before);
  });

  test("lie below the feed's own path and name it as their self", () => {
    const section = { ...feed, path: "sections/transport/", pageUrl: `${publication.baseUrl}/sections/transport/` };
    const rendered = renderFeed(section, publication);
    expect(rendered.map(({ key }) => key)).toEqual([
      "sections/transport/feed.xml",
      "sections/transport/atom.xml",
      "sections/transport/feed.json",
    ]);
    expect(expectValidFeeds(rendered, publication.baseUrl).size).toBe(1);
  });

  test("of a feed without entries are valid", () => {
    const empty = { ...feed, entries: [], updated: "2000-01-01T00:00:00Z" };
    expect(expectValidFeeds(renderFeed(empty, publication), publication.baseUrl).get("")?.entries).toEqual([]);
  });

  test("need nothing that is optional", () => {
    const bare = feedOf({ summary: "", html: "", section: undefined, tags: [], image: undefined, enclosures: [] });
    const modest = { ...publication, description: "", copyright: undefined, icon: undefined, logo: undefined };
    expectValidFeeds(renderFeed({ ...bare, description: "" }, modest), publication.baseUrl);
  });
});

describe("RSS", () => {
  test("names authors as dc:creator and never as an address", () => {
    expect(textOf("feed.xml")).toContain("<dc:creator>Ana Morales</dc:creator>\n<dc:creator>Li Wei</dc:creator>");
    expect(textOf("feed.xml").split("<item>").slice(1).join("")).not.toContain("ana@gazette.example");
  });

  test("has an image only where it can show it: GIF, JPEG or PNG", () => {
    const vector = { ...publication, logo: "https://gazette.example/logo.svg", icon: "https://gazette.example/i.PNG" };
    expect(decoder.decode(renderFeed(feed, vector)[0]?.bytes)).toContain("<url>https://gazette.example/i.PNG</url>");
    const none = { ...vector, icon: "https://gazette.example/favicon.ico" };
    expect(decoder.decode(renderFeed(feed, none)[0]?.bytes)).not.toContain("<image>");
  });

  test("has one enclosure an item, and links for the others", () => {
    const [item] = textOf("feed.xml").split("</item>");
    expect(item?.match(/<enclosure /g)).toHaveLength(1);
    expect(item?.match(/<atom:link rel="enclosure"/g)).toHaveLength(1);
  });
});

describe("JSON Feed", () => {
  test("has the authors of version 1.1 and nothing undefined", () => {
    const json = JSON.parse(textOf("feed.json"));
    expect(json.version).toBe("https://jsonfeed.org/version/1.1");
    expect(json.items[0]).not.toHaveProperty("author");
    expect(json.items[1]).not.toHaveProperty("attachments");
    expect(json.items[0].attachments[0]).toEqual({
      url: "https://gazette.example/media/ferry.mp3",
      mime_type: "audio/mpeg",
      title: 'The captain: "Full & happy"',
      size_in_bytes: 4_812_330,
      duration_in_seconds: 301.5,
    });
  });
});

describe("an entry in another language says so", () => {
  test.each([
    ["feed.xml", "<dc:language>de</dc:language>"],
    ["atom.xml", '<entry xml:lang="de">'],
    ["feed.json", '"language": "de"'],
  ])("in %s", (key, mark) => {
    expect(textOf(key)).toContain(mark);
  });
});
