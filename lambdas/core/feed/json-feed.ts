import { type Extension, Feed as Renderer } from "feed";
import type { Enclosure } from "../article/article.ts";
import type { Person, Publication } from "../publication.ts";
import type { Feed } from "./feed.ts";
import { Moment } from "./moment.ts";

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of a cleaned feed; `feed` itself speaks version 1. */
export function renderJsonFeed(feed: Feed, publication: Publication): string {
  const document = new Renderer({
    title: feed.title,
    description: feed.description,
    link: feed.pageUrl,
    feedLinks: { json: `${publication.baseUrl}/${feed.path}feed.json` },
    image: publication.icon ?? publication.logo,
  });
  for (const { name, objects } of [
    member("version", "https://jsonfeed.org/version/1.1"),
    member("authors", publication.authors.map(toAuthor)),
    member("language", feed.language),
  ]) {
    document.addExtension({ name, objects });
  }
  for (const entry of feed.entries) {
    document.addItem({
      id: entry.id,
      link: entry.url,
      title: entry.title,
      content: entry.html,
      description: entry.summary,
      image: entry.image?.url,
      published: new Moment(entry.published),
      date: new Moment(entry.updated),
      extensions: [
        member("authors", entry.authors.map(toAuthor)),
        member("tags", listOrNothing([entry.section ?? [], entry.tags].flat())),
        member("language", entry.language === feed.language ? undefined : entry.language),
        member("attachments", listOrNothing(entry.enclosures.map(toAttachment))),
      ],
    });
  }
  // A line break in text is escaped, so that only indentation follows a real one.
  return document.json1().replace(/\n +/g, "\n") + "\n";
}

function toAuthor({ name, url }: Person): { name: string; url?: string } {
  return { name, url };
}

/** JSON Feed 1.1, "Attachments": `url` and `mime_type` are required; an unknown size is left out. */
function toAttachment({ url, type, title, lengthBytes, durationSeconds }: Enclosure): Record<string, unknown> {
  return {
    url,
    mime_type: type,
    title,
    size_in_bytes: lengthBytes === 0 ? undefined : lengthBytes,
    duration_in_seconds: durationSeconds,
  };
}

function listOrNothing<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** `feed` writes any JSON value that an extension holds, whatever its types say, and none for undefined. */
function member(name: string, value: unknown): Extension {
  return { name, objects: value as Extension["objects"] };
}
