import { isFeedDocument } from "../feed/feed-name.ts";
import { gapSecondsIn } from "../feed/syndication.ts";

/** For what is asked for under a digest of its bytes, `media/quay.jpg?v=1f3a…`: other bytes have another address. */
export const CACHED_FOR_EVER = "public, max-age=31536000, immutable";

/** Shared caches ask again this often, whatever a reader is told to do: what is new reaches whoever asks then. */
const SHARED_SECONDS = 60;
const SHORTEST_SECONDS = 5 * 60;
const LONGEST_SECONDS = 60 * 60;
/** How much of the gap between two articles readers wait: an article then reaches them an eighth of the gap late, on average. */
const SHARE_OF_GAP = 1 / 4;

/** What stands before the first entry of a feed is shorter. Were it longer, the feed would have the shortest lifetime. */
const HEAD_BYTES = 16_384;

/**
 * `Cache-Control` of a document, from its own bytes: the same document always says the same.
 *
 * Readers that honour it wait so long before they ask again, so a feed tells them by how often it publishes. It is never
 * `no-cache`: FreshRSS would then ask every minute.
 *
 * @param key of a document in the site store
 * @param bytes of the document, or enough of its beginning
 */
export function lifetimeOf(key: string, bytes: Uint8Array): string {
  if (key.startsWith("media/")) return `public, max-age=${LONGEST_SECONDS}`;
  if (isFeedDocument(key)) return `public, max-age=${feedSeconds(key, bytes)}, s-maxage=${SHARED_SECONDS}`;
  if (/\.(xml|opml)$/.test(key)) return `public, max-age=${SHORTEST_SECONDS}`;
  return `public, max-age=${SHARED_SECONDS}`;
}

function feedSeconds(key: string, bytes: Uint8Array): number {
  if (/(^|\/)archive\/\d+\/[^/]+$/.test(key)) return LONGEST_SECONDS;
  const gapSeconds = gapSecondsIn(new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES))) ?? 0;
  return Math.min(Math.max(Math.round(gapSeconds * SHARE_OF_GAP), SHORTEST_SECONDS), LONGEST_SECONDS);
}
