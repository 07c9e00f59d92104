import { parseFeed } from "@rowanmanning/feed-parser";
import type { Reader } from "./reader.ts";

/** One model for RSS and Atom, tested on many real feeds: https://github.com/rowanmanning/feed-parser */
export const feedParser: Reader = {
  name: "@rowanmanning/feed-parser",
  reads: ["feed.xml", "atom.xml"],

  async poll(url) {
    const answer = await fetch(url);
    return parseFeed(await answer.text()).items.map((item) => ({
      id: item.id ?? undefined,
      title: item.title ?? undefined,
      url: item.url ?? undefined,
      published: item.published?.toISOString(),
      authors: item.authors.map(({ name }) => name).join(", "),
      content: item.content ?? undefined,
      enclosureUrl: item.media.find(({ type }) => type === "audio")?.url ?? "",
    }));
  },
};
