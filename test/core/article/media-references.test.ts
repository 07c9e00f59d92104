import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mediaIn, mediaKeyOf, withMedia, withVersion } from "../../../lambdas/core/article/media-references.ts";
import { articleIn, markdownWith, publication } from "./reading.ts";

const { baseUrl } = publication;
const base = `${baseUrl}/media`;
const version = (key: string) => (key.includes("missing") ? undefined : "1f/2");

const used = (html: string) => mediaIn({ ...articleIn("x"), html }, baseUrl);
const versioned = (html: string) => withMedia(html, baseUrl, version);

test("the media of an article are its image's, its enclosures' and those in its text, in order and once each", () => {
  const article = articleIn(
    markdownWith(
      "image: media/lead.jpg\nenclosures: [media/horn.mp3, 'https://elsewhere.example/media/x.mp3']",
      `![a](media/2026/quay%20side.jpg?w=3#x) [b](../media/plan.pdf) ![c](/tide/media/lead.jpg) ![d](ferry.jpg)

<video src="media/v.mp4" poster="media/v,1.jpg"><source src="media/v.webm"><track src="media/v.vtt"></video>
<img src="media/a.jpg" srcset="media/a.jpg, media/a,2.jpg 2x, https://x.example/media/b.jpg 3x">`,
    ),
  );
  expect(mediaIn(article, baseUrl)).toEqual([
    "media/lead.jpg",
    "media/horn.mp3",
    "media/2026/quay side.jpg",
    "media/plan.pdf",
    "media/v.mp4",
    "media/v,1.jpg",
    "media/v.webm",
    "media/v.vtt",
    "media/a.jpg",
    "media/a,2.jpg",
  ]);
});

test.each([
  [`${base}/a%2Fb.jpg`],
  [`${base}/%2E%2E/secret.jpg`],
  [`${base}/../secret.jpg`],
  [`${base}/%E0%A4%A.jpg`],
  [`${base}/a%5Cb.jpg`],
  [`${base}/a%00.jpg`],
  [`${base}/`],
  [`${base}//a.jpg`],
  [`${base}/folder/`],
  [`${baseUrl}/mediation/a.jpg`],
  ["https://news.example/media/a.jpg"],
])("an address behind which no media file can be is none: %s", (address) => {
  expect(used(`<img src="${address}" alt="" />`)).toEqual([]);
  expect(versioned(`<img src="${address}" alt="" />`)).toBe(`<img src="${address}" alt="" />`);
});

test.each([
  [`<img src="${base}/a.jpg" alt="" />`, `<img src="${base}/a.jpg?v=1f%2F2" alt="" />`],
  [`<a href="${base}/a.pdf#page=2">a</a>`, `<a href="${base}/a.pdf?v=1f%2F2#page=2">a</a>`],
  [`<img srcset="${base}/a,b.jpg, ${base}/c.jpg 2x" />`, `<img srcset="${base}/a,b.jpg?v=1f%2F2, ${base}/c.jpg?v=1f%2F2 2x" />`],
  [`<img src="${base}/a&amp;b.jpg" title="&quot;" />`, `<img src="${base}/a&amp;b.jpg?v=1f%2F2" title="&quot;" />`],
  [`<video poster="${base}/p.jpg" src="${base}/v.mp4"></video>`, `<video poster="${base}/p.jpg?v=1f%2F2" src="${base}/v.mp4?v=1f%2F2"></video>`],
])("a reference to a media file asks for its version: %s", (html, expected) => {
  expect(versioned(html)).toBe(expected);
  expect(versioned(expected)).toBe(expected);
}); // prettier-ignore

test.each([
  `<p>See ${base}/a.jpg, or src="${base}/a.jpg" in &lt;img src="${base}/a.jpg"&gt;</p>`,
  `<img src="https://elsewhere.example/a.jpg" alt="${base}/a.jpg" title="${base}/b.jpg" />`,
  `<img src="${base}/a.jpg?w=300" alt="" />`,
  `<img src="${base}/missing.jpg" alt="" />`,
  `<a href="${baseUrl}/articles/media/">a</a>`,
])("everything else stays as it is, byte for byte: %s", (html) => {
  expect(versioned(html)).toBe(html);
});

test("an article's own text, however odd, changes nowhere but in its references", () => {
  const piece = fc.oneof(
    fc.constantFrom(`![a](media/a.jpg)`, `<img src=media/b.png title='src="${base}/c"'>`, "<b>", "</b>", "<!-- ", "-->", "`"),
    fc.constantFrom(`${base}/a.jpg`, 'src="', ` href="${base}/x"`, "&quot;", "&amp;", "<a ", ">", "\n\n"),
    fc.string({ unit: "grapheme", maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const article = articleIn(`x ${pieces.join("")}`);
      const html = versioned(article.html);
      expect(html.replaceAll(/\?v=1f%2F2(?=["#])/g, "")).toBe(article.html);
      expect(mediaIn({ ...article, html }, baseUrl)).toEqual(mediaIn(article, baseUrl));
      if (mediaIn(article, baseUrl).length === 0) expect(html).toBe(article.html);
    }),
    { numRuns: 1000 },
  );
}); // prettier-ignore

test("an image's or an enclosure's own address is a media file's, or none", () => {
  expect(mediaKeyOf(`${base}/2026/a%20b.mp3?x#y`, baseUrl)).toBe("media/2026/a b.mp3");
  expect(mediaKeyOf("https://elsewhere.example/media/a.mp3", baseUrl)).toBeUndefined();
  expect(withVersion(`${base}/a.mp3`, baseUrl, version)).toBe(`${base}/a.mp3?v=1f%2F2`);
  expect(withVersion("https://elsewhere.example/media/a.mp3", baseUrl, version)).not.toContain("?");
});
