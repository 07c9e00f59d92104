import { expect, test } from "vitest";
import { renderFeed } from "../../lambdas/core/feed/render-feed.ts";
import { feed, publication } from "../core/feed/sample.ts";
import { expectValidFeeds } from "./valid-feed.ts";

/** The validators are themselves tested: each of these breakages is one that a real feed has had. */
test.each([
  ["an unescaped ampersand", "feed.xml", "&#x26;", "&"],
  ["a control character", "atom.xml", "an hour.</summary>", "\u0001</summary>"],
  ["a missing self link", "feed.xml", /<atom:link href[^>]*>/, ""],
  [
    "a self link to somewhere else",
    "atom.xml",
    "https://gazette.example/atom.xml",
    "https://gazette.example/other.xml",
  ],
  ["a missing id", "atom.xml", /<id>tag:gazette.example,2026:hafen<\/id>/, ""],
  ["an id twice", "feed.xml", "2026:hafen", "2026:night-ferry"],
  ["two updated in an entry", "atom.xml", "<published>", "<updated>2025-11-24T07:05:09Z</updated><published>"],
  ["an author with an address", "feed.xml", "<dc:creator>", "<author>a@b.example (A)</author><dc:creator>"],
  [
    "a second enclosure",
    "feed.xml",
    "<enclosure ",
    '<enclosure url="https://a.example/" length="0" type="a/b"/><enclosure ',
  ],
  ["an enclosure without a length", "feed.xml", ' length="4812330"', ""],
  ["a wrong day of the week", "feed.xml", "Sun, 23 Nov 2025", "Mon, 23 Nov 2025"],
  ["an impossible date", "atom.xml", "2025-11-23T18:30:00Z", "2025-02-30T18:30:00Z"],
  [
    "content before the description",
    "feed.xml",
    /<description><!\[CDATA\[.*?\]\]><\/description>\n(<content:encoded>.*?<\/content:encoded>)/s,
    "$1<description/>",
  ],
  ["an entry before the feed's title", "atom.xml", /<title>.*?<\/title>/, ""],
  ["HTML in a title", "feed.xml", "<title>Night", "<title>&#x3C;b>x&#x3C;/b> Night"],
  ["a relative link in content", "feed.xml", '<a href="https://gazette.example/articles', '<a href="/articles'],
  ["a script in content", "atom.xml", "<figure>", "<script>alert(1)</script><figure>"],
  ["an event handler in content", "atom.xml", "<figure>", '<figure onclick="x()">'],
  ["an element of no namespace", "feed.xml", "<guid", "<bogus>x</bogus><guid"],
  ["an image that RSS cannot show", "feed.xml", "logo.png", "logo.svg"],
  ["a category without a term", "atom.xml", '<category term="ferry"/>', "<category/>"],
  ["no language", "atom.xml", ' xml:lang="en"', ""],
  ["an author of JSON Feed 1.0", "feed.json", '"authors": [', '"author": {}, "authors": ['],
  ["JSON Feed 1.0", "feed.json", "version/1.1", "version/1"],
  ["an attachment without a type", "feed.json", '"mime_type": "audio/mpeg",', ""],
  ["a date that is none", "feed.json", "2025-11-23T18:30:00Z", "yesterday"],
  ["another title than the other formats", "feed.json", "Night ferry returns", "Night ferry is back"],
  ["another author than the other formats", "atom.xml", "<name>Li Wei", "<name>Li Way"],
  ["other content than the other formats", "feed.xml", "After eleven years the night ferry sails again. ", ""],
])("%s is noticed", (_, key, part, replacement) => {
  const documents = renderFeed(feed, publication).map((document) => {
    if (document.key !== key) return document;
    const text = new TextDecoder().decode(document.bytes);
    expect(text.replace(part, replacement)).not.toBe(text);
    return { key, bytes: new TextEncoder().encode(text.replace(part, replacement)) };
  });
  expect(() => expectValidFeeds(documents, publication.baseUrl)).toThrow();
});
