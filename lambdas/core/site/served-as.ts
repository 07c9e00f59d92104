import { lookup } from "mime-types";
import { statusOf, type Status } from "./status.ts";

/** How a document is handed out: the one table for the local server and for what S3 keeps beside the bytes. */
export type ServedAs = Status & {
  contentType: string;
  cacheControl: string;
};

// As application/rss+xml or atom+xml browsers show raw source or download, and CloudFront compresses no atom+xml.
const XML = "application/xml; charset=utf-8";

/** For what is asked for under a digest of its bytes, `media/quay.jpg?v=1f3a…`: other bytes have another address. */
export const CACHED_FOR_EVER = "public, max-age=31536000, immutable";

/**
 * @param key of a document in the site store: `feed.xml`, `articles/harbour/index.html`, `media/quay.jpg`
 * @param bytes of the document, or its first `STATUS_BYTES`
 */
export function servedAs(key: string, bytes: Uint8Array): ServedAs {
  const name = key.slice(key.lastIndexOf("/") + 1);
  const status = statusOf(key, bytes);
  if (key.startsWith("media/")) return { ...status, contentType: mediaType(name), cacheControl: forSeconds(3600) };
  if (name === "feed.json")
    return { ...status, contentType: "application/feed+json; charset=utf-8", cacheControl: forSeconds(300) };
  if (name.endsWith(".xml")) return { ...status, contentType: XML, cacheControl: forSeconds(300) };
  if (name.endsWith(".opml"))
    return { ...status, contentType: "text/x-opml; charset=utf-8", cacheControl: forSeconds(300) };
  return { ...status, contentType: mediaType(name), cacheControl: forSeconds(60) };
}

function forSeconds(seconds: number): string {
  return `public, max-age=${seconds}`;
}

function mediaType(name: string): string {
  const type = lookup(name) || "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
