import { describe, expect, test } from "vitest";
import { rendered } from "./rendered.ts";
import { archive, feed } from "./sample.ts";

describe("a person who opens a feed in a browser", () => {
  test("gets it styled by the site", () => {
    const line =
      '<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet type="text/css" href="https://gazette.example/feed.css"?>\n<';
    const { rss, atom } = rendered(feed);
    expect(rss.startsWith(`${line}rss `)).toBe(true);
    expect(atom.startsWith(`${line}feed `)).toBe(true);
  });

  test("first reads what it is and how to subscribe, with its address and a link to its page", () => {
    const { rss, atom } = rendered({ ...feed, path: "tags/q/", pageUrl: "https://gazette.example/tags/q/?a=1&b=2" });
    const noteWith = (name: string) =>
      '<div xmlns="http://www.w3.org/1999/xhtml" class="dateline-note" xml:lang="en"><p>This is a web feed: to ' +
      "subscribe, copy its address into a feed reader.</p>" +
      `<p><code dir="ltr">https://gazette.example/tags/q/${name}</code></p>` +
      '<p><a href="https://gazette.example/tags/q/?a=1&#x26;b=2">Read it as a page</a></p></div>';
    expect(rss).toContain(`<channel>\n${noteWith("feed.xml")}\n<title>`);
    expect(atom).toMatch(/<feed [^>]*>\n<div /);
    expect(atom).toContain(noteWith("atom.xml"));
  });

  test("reads it in JSON Feed as user_comment", () => {
    expect(JSON.parse(rendered(feed).json).user_comment).toMatch(/^This is a web feed: to subscribe/);
  });

  test("of an archive document, which never changes, is told to subscribe to the current one", () => {
    const { rss, atom, json } = rendered(archive);
    expect(rss).toContain("<p>These are older articles of a web feed");
    expect(rss).toContain('<code dir="ltr">https://gazette.example/feed.xml</code>');
    expect(atom).toContain('<code dir="ltr">https://gazette.example/atom.xml</code>');
    expect(JSON.parse(json).user_comment).toMatch(/^These are older articles/);
  });
});

test.each([
  ["de-AT", 'xml:lang="de"><p>Das ist ein Feed:'],
  ["fr", 'xml:lang="fr"><p>Ceci est un flux\u00A0:'],
  ["ar", 'xml:lang="ar" dir="rtl"><p>هذه خلاصة'],
  ["mi", 'xml:lang="en"><p>This is a web feed:'],
])("the note of a feed in %s is in words that its readers know", (language, words) => {
  const { rss, atom } = rendered({ ...feed, language });
  expect(rss).toContain(words);
  expect(atom).toContain(words);
});
