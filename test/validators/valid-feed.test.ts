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
    'rel="self" href="https://gazette.example/atom.xml"',
    'rel="self" href="https://gazette.example/other.xml"',
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
  [
    "an archive mark with content",
    "atom.xml",
    '<link rel="prev-archive"',
    '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0">x</fh:archive><link rel="prev-archive"',
  ],
  [
    "an archive document without a current one",
    "feed.xml",
    "<ttl>",
    '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><ttl>',
  ],
  ["history in an entry", "atom.xml", /<link rel="enclosure"[^>]*>/, '<link rel="current" href="https://a.example/"/>'],
  ["an earlier document that the other formats do not have", "atom.xml", "archive/3/", "archive/2/"],
  ["a JSON Feed that goes on with itself", "feed.json", "archive/3/feed.json", "feed.json"],
  ["a tombstone without a moment", "atom.xml", / when="[^"]*"/, ""],
  ["a tombstone of nothing", "atom.xml", / ref="tag:[^"]*"/, ""],
  [
    "a tombstone in RSS",
    "feed.xml",
    "<item>",
    '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="a:b" when="2026-01-01T00:00:00Z"/><item>',
  ],
  ["a second alternate of one language", "atom.xml", 'hreflang="de"', 'hreflang="ar"'],
  ["a medium that is none", "feed.xml", 'medium="image"', 'medium="picture"'],
  ["a picture without an address", "atom.xml", /<media:thumbnail url="[^"]*"/, "<media:thumbnail"],
  ["a width in percent", "feed.xml", 'width="1200"', 'width="100%"'],
  ["an element that Media RSS does not have", "feed.xml", "<media:thumbnail ", "<media:picture/><media:thumbnail "],
  ["HTML in the description of a picture", "feed.xml", "Pier 1", "&#x3C;b>Pier&#x3C;/b> 1"],
  ["another picture than the other formats", "feed.json", '/ferry.jpg?w=1200&h=630",\n"date', '/fog.jpg",\n"date'],
  ["a duration that is none", "feed.xml", "<itunes:duration>302", "<itunes:duration>5 minutes"],
  ["a duration in a channel that Apple knows nothing of", "feed.xml", "<itunes:explicit>false</itunes:explicit>\n", ""],
  ["a duration of what no podcast app plays", "feed.xml", "ferry.mp3", "ferry.ogg"],
  ["a rhythm in other words", "feed.xml", "weekly", "fortnightly"],
  ["a rhythm of nothing", "atom.xml", "<sy:updateFrequency>5", "<sy:updateFrequency>0"],
  ["a time to live in words", "feed.xml", "<ttl>360", "<ttl>a day"],
  ["a colour as CSS has it", "atom.xml", "<webfeeds:accentColor>", "<webfeeds:accentColor>#"],
  ["XHTML that is no note", "feed.xml", "<item>", '<p xmlns="http://www.w3.org/1999/xhtml">x</p><item>'],
  ["a namespace that nobody knows", "feed.xml", "<item>", '<x xmlns="https://unknown.example/"/><item>'],
  [
    "a translation without an address",
    "feed.xml",
    /<atom:link rel="alternate" type="text\/html" hreflang="ar" href="[^"]*"/,
    '<atom:link rel="alternate" hreflang="ar"',
  ],
])("%s is noticed", (_, key, part, replacement) => {
  const documents = renderFeed(feed, publication).map((document) => {
    if (document.key !== key) return document;
    const text = new TextDecoder().decode(document.bytes);
    expect(text.replace(part, replacement)).not.toBe(text);
    return { key, bytes: new TextEncoder().encode(text.replace(part, replacement)) };
  });
  expect(() => expectValidFeeds(documents, publication.baseUrl)).toThrow();
});
