import type { Entry } from "../../lambdas/core/entry/entry.ts";
import { feedFolder, feedName } from "../../lambdas/core/feed/feed-name.ts";
import type { Feed, History } from "../../lambdas/core/feed/feed.ts";
import { FEED_KINDS, type FeedKind, type Publication } from "../../lambdas/core/publication.ts";
import { renderFeedListPage } from "../../lambdas/core/site/feed-list-page.ts";
import { renderFeedPage } from "../../lambdas/core/site/feed-page.ts";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../lambdas/core/site/moved-page.ts";
import type { ServedPublication } from "./served-publication.ts";

/** Pages that only a longer history than a test's would make, and the addresses of one page of every kind. */
export async function addStandIns(served: ServedPublication): Promise<string[]> {
  const { publication, entries } = served;
  const labels: Record<FeedKind, (entry: Entry) => string[]> = {
    sections: ({ section }) => (section === undefined ? [] : [section]),
    tags: ({ tags }) => tags,
    authors: ({ authors }) => authors.map(({ name }) => name),
    languages: ({ language }) => [language],
  };
  const feeds = FEED_KINDS.flatMap((kind) =>
    [...new Set(entries.flatMap(labels[kind]))].map((label) =>
      feed(publication, {
        kind,
        path: feedFolder(feedName(kind, label)),
        title: `${label} – ${publication.title}`,
        entries: entries.filter((entry) => labels[kind](entry).includes(label)),
      }),
    ),
  );
  const archive = (number: number, history: History) =>
    feed(publication, { path: `archive/${number}/`, title: publication.title, entries, history });
  const archives = [
    archive(1, { next: "archive/2/", current: "" }),
    archive(2, { previous: "archive/1/", current: "" }),
  ];
  const site = feed(publication, { path: "", title: publication.title, entries, history: {} });
  await served.add([
    ...[...feeds, ...archives].map((each) => renderFeedPage(each, publication)),
    renderFeedListPage([site, ...feeds], publication),
    renderMovedPage("moved-away", entries[0]!.url, publication),
    renderGonePage("withdrawn", publication),
  ]);
  const articles = entries.map(({ slug }) => `articles/${slug}/`);
  const oneOfEachKind = FEED_KINDS.flatMap((kind) => feeds.find((each) => each.kind === kind)?.path ?? []);
  const others = ["feeds/", "articles/moved-away/", "articles/withdrawn/", "nowhere/"];
  return ["", ...oneOfEachKind, ...archives.map(({ path }) => path), ...articles, ...others];
}

function feed(publication: Publication, changes: Partial<Feed> & Pick<Feed, "path" | "title" | "entries">): Feed {
  return {
    id: `tag:pages.example,2026:${changes.path}`,
    description: publication.description,
    language: publication.language,
    pageUrl: publication.baseUrl,
    updated: "2026-11-01T00:00:00Z",
    withdrawn: [],
    history: {},
    ...changes,
  };
}
