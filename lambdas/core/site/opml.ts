import { FEED_FILES, urlOf } from "../feed/feed-name.ts";
import type { Document, ListedFeed } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { groupFeeds } from "./feed-groups.ts";
import { html as xml, type Html } from "./html.ts";
import { wordsIn } from "./words.ts";

/** Below the base URL. */
export const opmlKey = "feeds.opml";

/**
 * All feeds as a subscription list that readers import (OPML 2.0, https://opml.org/spec2.opml): the RSS document of each,
 * in a folder for each kind. Without `dateCreated`, so that the same feeds give the same bytes.
 */
export function renderOpml(feeds: readonly ListedFeed[], publication: Publication): Document {
  const words = wordsIn(publication.language);
  const groups = groupFeeds(feeds).map(({ kind, feeds: grouped }) => {
    const outlines = grouped.map((feed) => renderOutline(feed, publication));
    return kind === undefined
      ? outlines
      : [xml`<outline text="${words.kinds[kind].all}">\n`, ...outlines, xml`</outline>\n`];
  });
  const markup = xml`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
<head>
<title>${publication.title}</title>
<docs>https://opml.org/spec2.opml</docs>
</head>
<body>
${groups}</body>
</opml>
`;
  return { key: opmlKey, bytes: new TextEncoder().encode(markup.source) };
}

/** §"Subscription lists": `type`, `text` and `xmlUrl` are required, `title` is for readers that look for it. */
function renderOutline({ path, title }: ListedFeed, { baseUrl }: Publication): Html {
  return xml`<outline type="rss" text="${title}" title="${title}" xmlUrl="${urlOf(baseUrl, path + FEED_FILES.rss)}" htmlUrl="${urlOf(baseUrl, path)}"/>
`;
}
