import { lookup } from "mime-types";
import { isFeedDocument } from "../feed/feed-name.ts";
import { feedMediaType, JSON_FEED, XML } from "../feed/media-type.ts";
import { lifetimeOf } from "./lifetime.ts";
import { statusOf, type Status } from "./status.ts";

/** How a document is handed out: the one table for the local server and for what S3 keeps beside the bytes. */
export type ServedAs = Status & {
  contentType: string;
  cacheControl: string;
};

const OPML = "text/x-opml; charset=utf-8";

/**
 * @param key of a document in the site store: `feed.xml`, `articles/harbour/index.html`, `media/quay.jpg`
 * @param bytes of the document, or enough of its beginning for `statusOf` and `lifetimeOf`
 */
export function servedAs(key: string, bytes: Uint8Array): ServedAs {
  return { ...statusOf(key, bytes), contentType: contentTypeOf(key), cacheControl: lifetimeOf(key, bytes) };
}

/**
 * What CloudFront compresses, it knows by the media type that S3 tells it, and it knows neither of these
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html). So S3 tells it what
 * the bytes are, and the edge tells readers what they are for.
 */
const COMPRESSED_AS = new Map([
  [JSON_FEED, "application/json; charset=utf-8"],
  [OPML, XML],
]);

/** The media type under which S3 keeps what has this one. */
export function storedType(contentType: string): string {
  return COMPRESSED_AS.get(contentType) ?? contentType;
}

function contentTypeOf(key: string): string {
  const name = key.slice(key.lastIndexOf("/") + 1);
  if (key.startsWith("media/")) return mediaType(name);
  if (isFeedDocument(key)) return feedMediaType(key);
  if (name.endsWith(".xml")) return XML;
  if (name.endsWith(".opml")) return OPML;
  return mediaType(name);
}

function mediaType(name: string): string {
  const type = lookup(name) || "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
