import { describe, expect, test } from "vitest";
import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import { expectValidFeeds } from "../../validators/valid-feed.ts";
import { entry, feedOf, publication } from "./sample.ts";

function read(changes: Partial<Entry>) {
  const said = expectValidFeeds(renderFeed(feedOf(changes), publication), publication.baseUrl).get("");
  return said?.entries[0];
}

describe("text of any kind reads back as it was", () => {
  test.each([
    ["markup", "Use <b>bold</b>, not <strong>"],
    ["a lone tag", "<b> and <br/>"],
    ["entities", "&amp; is not &lt;, nor &#38;, nor &copy;"],
    ["ampersands", "AT&T, Q&A & R&D; a&b"],
    ["the end of a CDATA section, twice", "]]> and ]]>"],
    ["the start of one", "<![CDATA[ x ]]>"],
    ["a comment and an instruction", "<!-- x --> <?php y ?>"],
    ["the end of the document", "</title></item></channel></rss></entry></feed>"],
    ["quotes", `"double" 'single' “curly”`],
    ["replacement patterns", "$& $1 $$ $` $'"],
    ["emoji and astral letters", "🚢 👩‍👩‍👧 𝔄 😀"],
    ["marks of direction", "\u200Fעברית\u200E \u202Bعربي\u202C"],
    ["line and paragraph separators", "one\u2028two\u2029three"],
    ["non-breaking spaces", "10\u00A0000\u202F€"],
    ["the names of JavaScript's own members", "__proto__ constructor toString"],
  ])("%s", (_, text) => {
    const html = `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`;
    expect(read({ title: text, summary: text, html })).toMatchObject({ title: text, summary: text, html });
  });
});

describe("what no format can hold is left out of all three", () => {
  test.each([
    ["control characters", "a\u0000b\u0001c\u0008d\u001Fe\u007Ff", "abcdef"],
    ["C1 controls", "a\u0080b\u009Fc", "abc"],
    ["lone surrogates", "a\uD800b\uDC00c", "abc"],
    ["noncharacters", "a\uFFFEb\uFFFFc\uFDD0d\u{1FFFE}e", "abcde"],
    ["the trace of a failed decoding", "caf\uFFFD", "caf"],
    ["a byte order mark at the start", "\uFEFFtitle", "title"],
    ["line breaks in a line", " one\r\ntwo\rthree\n\n\tfour\u0085five\u000Csix ", "one two three four five six"],
  ])("%s", (_, text, readable) => {
    expect(read({ title: text, summary: text })).toMatchObject({ title: readable, summary: readable });
    expect(read({ html: `<p>${text}</p>` })?.html).not.toMatch(
      /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]--[\t\n]]/v,
    );
  });

  test("line ends in content are one character, as an XML parser makes them", () => {
    expect(read({ html: "<pre>a\r\nb\rc</pre>" })?.html).toBe("<pre>a\nb\nc</pre>");
  });

  test("doubly encoded UTF-8 stays the same text", () => {
    expect(read({ title: "CafÃ©" })?.title.normalize("NFC")).toBe("CafÃ©");
  });
});

describe("content keeps every byte", () => {
  test.each([
    ["ends of CDATA sections", "<pre>]]></pre><pre>]]>]]></pre><p>]]</p>"],
    ["indentation before markup", "<ul>\n    <li>one</li>\n        <li>two</li>\n</ul>"],
    ["what looks like a feed", `<p title="<title type='html'><![CDATA[x]]></title></entry></item><entry>">x</p>`],
    ["replacement patterns", "<p>$& $1 $$</p>"],
    ["spaces behind a line separator", "<pre>one\u2028    two\n    three</pre>"],
  ])("%s", (_, html) => {
    expect(read({ html })?.html).toBe(html);
  });
});

describe("nothing that a format requires is ever blank", () => {
  test("a title of nothing but controls becomes the slug", () => {
    expect(read({ title: " \u0000\u3000 " })?.title).toBe(entry.slug);
  });

  test("an entry without content shows its summary, and without one its title", () => {
    expect(read({ html: " ", summary: "A < B" })?.html).toBe("<p>A &lt; B</p>");
    expect(read({ html: "", summary: "", title: "R&D" })?.html).toBe("<p>R&amp;D</p>");
  });

  test("an entry whose authors have no names is the publication's", () => {
    expect(read({ authors: [{ name: "\u0007" }] })?.authors).toEqual(["Ana Morales", "The Newsdesk"]);
  });

  test("blank tags and enclosure titles are left out, and no tag stands twice", () => {
    const said = read({
      section: "News",
      tags: ["\u0000", "a", "a", "News", " "],
      enclosures: [{ url: "https://gazette.example/a.mp3", type: "audio/mpeg", lengthBytes: 1, title: "\u0000" }],
    });
    expect(said?.tags).toEqual(["News", "a"]);
  });
});

describe("names, tags and enclosure titles may hold markup", () => {
  test.each(["<b>", "&amp;", "AT&T", 'a"b', "]]>", "<", "&", "'"])("%s", (text) => {
    const enclosure = { url: "https://gazette.example/a.mp3", type: "audio/mpeg", lengthBytes: 1, title: text };
    const said = read({
      authors: [{ name: text }],
      section: undefined,
      tags: [text],
      enclosures: [enclosure, enclosure],
    });
    expect(said).toMatchObject({ authors: [text], tags: [text] });
  });

  test("a closing tag or an address in a name does not alarm a validator", () => {
    expect(read({ authors: [{ name: "<i>Jo</i>" }, { name: "Jo <jo@example.org>" }] })?.authors).toEqual([
      "<i>Jo< /i>",
      "Jo (jo@example.org)",
    ]);
  });
});

describe("addresses", () => {
  test.each([
    [
      "https://münchen.example/ä b?q=ü&x=[1]|{2}#§",
      "https://xn--mnchen-3ya.example/%C3%A4%20b?q=%C3%BC&x=%5B1%5D%7C%7B2%7D#%C2%A7",
    ],
    ["https://gazette.example/100%/<b>'\"", "https://gazette.example/100%25/%3Cb%3E'%22"],
    ["https://gazette.example/?a=1&amp;b=2", "https://gazette.example/?a=1&amp;b=2"],
  ])("%s is spelt out alike in all three", (url, spelt) => {
    const said = read({ url, id: url, enclosures: [{ url, type: "audio/mpeg", lengthBytes: 1 }] });
    expect(said).toMatchObject({ id: spelt, url: spelt, enclosures: [{ url: spelt }] });
  });

  test.each(["", "relative/path", "javascript:alert(1)", "http://", "//host/x", "\u0000"])(
    "%j cannot be followed, and is not offered",
    (url) => {
      const said = read({
        url,
        id: "not a URI",
        authors: [{ name: "Jo", url, email: "not an address" }],
        image: { url, alt: "" },
        enclosures: [{ url, type: "", lengthBytes: -1 }],
      });
      expect(said).toMatchObject({ url: "https://gazette.example/", enclosures: [] });
    },
  );

  test("an enclosure's type and size are what the formats take", () => {
    const url = "https://gazette.example/a";
    const said = read({
      enclosures: [
        { url, type: 'x"><y', lengthBytes: Number.NaN },
        { url, type: "audio/ogg; codecs=opus", lengthBytes: -1 },
      ],
    });
    expect(said?.enclosures).toEqual([
      { url, type: "application/octet-stream", lengthBytes: 0 },
      { url, type: "audio/ogg", lengthBytes: 0 },
    ]);
  });
});
