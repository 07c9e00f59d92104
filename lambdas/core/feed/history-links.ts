import { urlOf } from "./feed-name.ts";
import type { Feed } from "./feed.ts";

/** A link of a feed document to another document of the same format. */
export interface HistoryLink {
  rel: "prev-archive" | "next-archive" | "current";
  href: string;
}

/**
 * Where the entries before and after those of this document are (RFC 5005 §4).
 *
 * @param name of the feed's document in the format that asks: `atom.xml`
 */
export function historyLinks({ history }: Feed, baseUrl: string, name: string): HistoryLink[] {
  const { previous, next, current } = history;
  return [
    { rel: "prev-archive" as const, folder: previous },
    { rel: "next-archive" as const, folder: next },
    { rel: "current" as const, folder: current },
  ].flatMap(({ rel, folder }) => (folder === undefined ? [] : [{ rel, href: urlOf(baseUrl, folder + name) }]));
}

/** Archive documents alone say where the current one is. */
export function isArchive({ history }: Feed): boolean {
  return history.current !== undefined;
}
