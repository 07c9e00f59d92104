/** Also of feeds: as application/rss+xml or atom+xml browsers show raw source or download, and CloudFront compresses no atom+xml. */
export const XML = "application/xml; charset=utf-8";
export const JSON_FEED = "application/feed+json; charset=utf-8";

/** @param key of a feed document in the site store */
export function feedMediaType(key: string): string {
  return key.endsWith(".json") ? JSON_FEED : XML;
}
