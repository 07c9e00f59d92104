import { urlOf } from "./feed-name.ts";
import type { Feed } from "./feed.ts";

/**
 * Where the entries before and after those of this document are (RFC 5005 §4).
 *
 * @param name of the feed's document in the format that asks: `atom.xml`
 */
export function historyLinks({ history }: Feed, baseUrl: string, name: string) {
  const { previous, next, current } = history;
  return Object.entries({ "prev-archive": previous, "next-archive": next, current }).flatMap(([rel, folder]) =>
    folder === undefined ? [] : [{ rel, href: urlOf(baseUrl, folder + name) }],
  );
}
