import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import type { FeedFile, Item, Reader } from "./reader.ts";
import { textOf } from "./text-of.ts";

const names = (list?: ({ name?: string } | string)[]) =>
  list?.map((each) => (typeof each === "string" ? each : each.name)).join(", ");
const instant = (moment?: string) => moment && new Date(moment).toISOString();
/** A document as items, whoever fetched it. */
export const parse: Record<FeedFile, (text: string) => Item[]> = {
  "feed.xml": (text) =>
    (parseRssFeed(text).items ?? []).map(({ guid, title, link, pubDate, dc, content, enclosures }) => ({
      id: guid?.value,
      title,
      url: link,
      published: instant(pubDate),
      authors: names(dc?.creators),
      content: content?.encoded,
      enclosureUrl: enclosures?.[0]?.url ?? "",
    })),
  "atom.xml": (text) =>
    (parseAtomFeed(text).entries ?? []).map(({ id, title, links = [], published, authors, content }) => ({
      id,
      title: title?.type === "html" ? textOf(title.value ?? "") : title?.value,
      url: links.find(({ rel }) => rel === "alternate")?.href,
      published: instant(published),
      authors: names(authors),
      content: content?.value,
      enclosureUrl: links.find(({ rel }) => rel === "enclosure")?.href ?? "",
    })),
  "feed.json": (text) =>
    (parseJsonFeed(text).items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      url: item.url,
      published: instant(item.date_published),
      authors: names(item.authors),
      content: item.content_html,
      enclosureUrl: item.attachments?.[0]?.url ?? "",
    })),
};

/** A parser that keeps every format's own model: https://feedsmith.dev */
export const feedsmith: Reader = {
  name: "feedsmith",
  reads: ["feed.xml", "atom.xml", "feed.json"],

  async poll(url) {
    const answer = await fetch(url);
    return parse[url.split("/").at(-1) as FeedFile](await answer.text());
  },
};
