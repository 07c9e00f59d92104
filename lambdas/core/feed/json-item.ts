import { type Extension, Feed as Renderer } from "feed";
import type { Enclosure } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import type { Person } from "../publication.ts";
import { Moment } from "./moment.ts";

/** The item (JSON Feed 1.1, "Items") of a cleaned entry, in a feed of that language. */
export function renderJsonItem(entry: Entry, feedLanguage: string): string {
  const document = new Renderer({ title: "" });
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
      member("authors", entry.authors.map(toJsonAuthor)),
      member("tags", listOrNothing([entry.section ?? [], entry.tags].flat())),
      member("language", entry.language === feedLanguage ? undefined : entry.language),
      member("attachments", listOrNothing(entry.enclosures.map(toAttachment))),
    ],
  });
  const json = document.json1();
  return trimJson(json.slice(json.indexOf("[") + 1, json.lastIndexOf("]"))).trim();
}

export function toJsonAuthor({ name, url }: Person): { name: string; url?: string } {
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

export function listOrNothing<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** A line break in text is escaped, so that only indentation follows a real one. */
export function trimJson(json: string): string {
  return json.replace(/\n +/g, "\n");
}

/** `feed` writes any JSON value that an extension holds, whatever its types say, and none for undefined. */
export function member(name: string, value: unknown): Extension {
  return { name, objects: value as Extension["objects"] };
}
