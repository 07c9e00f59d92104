import { expect, test } from "vitest";
import { deltaOf, partsOf } from "../../../lambdas/core/feed/delta.ts";
import { renderFeed } from "../../../lambdas/core/feed/render-feed.ts";
import { archive, entry, feed, publication } from "./sample.ts";

const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);
const hostile = "</item><item> </entry>\n<entry> <![CDATA[<item>\n]]> </item>\n";
const feeds = {
  "with everything in it": feed,
  "that is archived": archive,
  "without entries": { ...feed, entries: [] },
  "of authors who write its own markup": {
    ...feed,
    title: hostile,
    entries: [1, 2, 3].map((number) => ({
      ...entry,
      id: `tag:gazette.example,2026:${number}`,
      title: hostile,
      summary: hostile,
      html: `<p>&lt;/item&gt;&lt;item&gt; &lt;/entry&gt;\n&lt;entry&gt;</p>`,
      tags: [hostile],
    })),
  },
};

test.each(Object.entries(feeds))("a feed %s is cut between its entries, and nothing of it is lost", (_, one) => {
  for (const document of renderFeed(one, publication).slice(0, 2).map(text)) {
    const parts = partsOf(document);
    expect(parts.entries).toHaveLength(one.entries.length);
    expect(deltaOf(parts, () => false)).toBe(document);
    for (const each of parts.entries) expect(each).toMatch(/^<(item|entry)[ >][^]*<\/\1>\n$/);
  }
});

test("a delta is the document without the entries that a reader has", () => {
  const [rss] = renderFeed(feeds["of authors who write its own markup"], publication).map(text);
  const parts = partsOf(rss!);
  const delta = deltaOf(parts, (each) => each !== parts.entries[1]);
  expect(delta).toBe(parts.head + parts.entries[1]! + parts.tail);
});
