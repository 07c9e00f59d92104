import RssParser from "rss-parser";
import type { Reader } from "./reader.ts";

/** The parser that most programs for Node use, with a fetch of its own: https://github.com/rbren/rss-parser */
export const rssParser: Reader = {
  name: "rss-parser",
  reads: ["feed.xml", "atom.xml"],

  async poll(url) {
    const { items } = await new RssParser().parseURL(url);
    return items.map((item) => ({
      id: item.guid ?? (item.id as string | undefined),
      title: item.title,
      url: item.link,
      published: item.isoDate,
      authors: item.creator ?? (item.author as string | undefined),
      content: (item["content:encoded"] as string | undefined) ?? item.content,
      enclosureUrl: item.enclosure?.url ?? "",
    }));
  },
};
