import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { newsSitemapKey, sitemapIndexKey } from "./sitemap.ts";

/** `/robots.txt` (RFC 9309): everything may be read, and this is where it is listed. */
export function renderRobots({ baseUrl }: Publication): Document {
  const lines = [
    "User-agent: *",
    "Allow: /",
    "",
    ...[sitemapIndexKey, newsSitemapKey].map((key) => `Sitemap: ${baseUrl}/${key}`),
    "",
  ];
  return { key: "robots.txt", bytes: new TextEncoder().encode(lines.join("\n")) };
}
