import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import type { Feed } from "../../../lambdas/core/feed/feed.ts";
import { FEED_KINDS } from "../../../lambdas/core/feed/feed-name.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";

export const publication: Publication = {
  title: "The Ansel Tide",
  description: "News from a harbour",
  baseUrl: "https://tide.example",
  language: "en",
  authors: [{ name: "The Ansel Tide" }],
  copyright: "© 2026 The Ansel Tide",
  icon: "https://tide.example/media/icon.png",
  feeds: [...FEED_KINDS],
  entriesPerFeed: 50,
  archives: [],
  hub: true,
  hubs: [],
};

export const entry: Entry = {
  path: "articles/ferry.md",
  id: "tag:tide.example,2026:ferry",
  slug: "ferry",
  url: "https://tide.example/articles/ferry/",
  title: "The night ferry",
  summary: "It is back.",
  html: "<p>At ten to midnight.</p>",
  published: "2026-10-21T06:30:00Z",
  updated: "2026-10-21T06:30:00Z",
  authors: [{ name: "Mara Ilves" }],
  section: "Harbour",
  tags: ["ferries", "Old Pier"],
  language: "en",
  enclosures: [],
  corrections: [],
  translations: [],
};

export function feedOf(...entries: Entry[]): Feed {
  return {
    id: "tag:tide.example,2026:feed",
    path: "",
    title: publication.title,
    description: publication.description,
    language: "en",
    pageUrl: "https://tide.example/",
    entries,
    updated: entries[0]?.updated ?? "1970-01-01T00:00:00Z",
    withdrawn: [],
    history: {},
  };
}

/** What an author may type anywhere, and what must never become markup. */
export const hostile = `</title><script>alert("1")</script>'" onload="x" & <b>`;
