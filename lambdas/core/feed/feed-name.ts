/** The kinds of feeds beside the site's, by the folder that each lies in. */
export const FEED_KINDS = ["sections", "tags", "authors", "languages"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** The documents of a feed in its folder, by format: addresses that never change. */
export const FEED_FILES = { rss: "feed.xml", atom: "atom.xml", json: "feed.json" } as const;

/** The feed of everything. */
export const SITE_FEED = "site";

/** What a feed selects by; `undefined` for the site's. */
export function kindOf(name: string): FeedKind | undefined {
  return name === SITE_FEED ? undefined : (name.slice(0, name.indexOf("/")) as FeedKind);
}

/** Where the documents of a feed lie below the base URL: `sections/harbour/`, empty for the site's. */
export function feedFolder(name: string): string {
  return name === SITE_FEED ? "" : `${name}/`;
}

/** Whether a key of the site is a feed in one of its formats: then its address is a topic (WebSub §4). */
export function isFeedDocument(key: string): boolean {
  const file = key.slice(key.lastIndexOf("/") + 1);
  return Object.values<string>(FEED_FILES).includes(file) && !key.startsWith("media/");
}

/** A folder or key below the base URL as an absolute URL. */
export function urlOf(baseUrl: string, key: string): string {
  return `${baseUrl}/${key.split("/").map(encodeURIComponent).join("/")}`;
}
