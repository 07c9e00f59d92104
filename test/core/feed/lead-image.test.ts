import { describe, expect, test } from "vitest";
import type { Image } from "../../../lambdas/core/article/article.ts";
import { rendered } from "./rendered.ts";
import { feedOf } from "./sample.ts";

const image: Image = {
  url: "https://gazette.example/media/quay.jpg",
  alt: "The quay in fog",
  type: "image/jpeg",
  lengthBytes: 91_000,
  widthPixels: 640,
  heightPixels: 480,
};

function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}[ >].*?(?:</${name}>|/>)`, "gs"))].map(([element]) => element);
}

describe("the picture of an entry", () => {
  test("stands in RSS and Atom with what is known of the file, and in JSON Feed as its image", () => {
    const { rss, atom, json } = rendered(feedOf({ image: { ...image, caption: "Fog, again", credit: "Li Wei" } }));
    for (const xml of [rss, atom]) {
      expect(xml).toContain(
        `<media:content url="${image.url}" type="image/jpeg" medium="image" fileSize="91000" width="640" height="480">` +
          "<media:title>The quay in fog</media:title><media:description>Fog, again</media:description>" +
          "<media:credit>Li Wei</media:credit></media:content>\n" +
          `<media:thumbnail url="${image.url}" width="640" height="480"/>`,
      );
    }
    expect(JSON.parse(json).items[0]).toMatchObject({ image: image.url });
  });

  test("without a caption is described by its alternative text, once", () => {
    const { rss } = rendered(feedOf({ image }));
    expect(rss).toContain("<media:description>The quay in fog</media:description>");
    expect(rss).not.toContain("<media:title>");
  });

  test("of which nothing is known says no more than its address", () => {
    const { atom } = rendered(feedOf({ image: { url: image.url, alt: "" } }));
    expect(atom).toContain(`<media:content url="${image.url}" medium="image"/>\n<media:thumbnail url="${image.url}"/>`);
  });

  test("with measures that cannot be leaves them out", () => {
    const odd = { ...image, type: "text/html", lengthBytes: Number.NaN, widthPixels: 0, heightPixels: -2 };
    expect(elements(rendered(feedOf({ image: odd })).rss, "media:thumbnail")).toEqual([
      `<media:thumbnail url="${image.url}"/>`,
    ]);
  });

  test("may be described by text that looks like markup", () => {
    rendered(
      feedOf({ image: { ...image, alt: "</b> & <i>", caption: "<b>x</b> &amp; ]]>", credit: "Jo <jo@x.example>" } }),
    );
  });
});

describe("as an enclosure of RSS", () => {
  const enclosures = (changes: Parameters<typeof feedOf>[0]) => elements(rendered(feedOf(changes)).rss, "enclosure");

  test("it is large, and the entry has no file of its own", () => {
    expect(enclosures({ image, enclosures: [] })).toEqual([
      `<enclosure url="${image.url}" length="91000" type="image/jpeg"/>`,
    ]);
  });

  test("it never takes the place of a file that the entry brings", () => {
    expect(enclosures({ image })).toEqual([
      '<enclosure url="https://gazette.example/media/ferry.mp3" length="4812330" type="audio/mpeg"/>',
    ]);
  });

  test.each([
    ["small", { ...image, widthPixels: 499 }],
    ["of unknown size", { ...image, widthPixels: undefined }],
    ["of unknown type", { ...image, type: undefined }],
  ])("it is left out when it is %s", (_, unfit) => {
    expect(enclosures({ image: unfit, enclosures: [] })).toEqual([]);
  });
});
