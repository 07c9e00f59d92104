import { isFeedDocument, urlOf } from "../core/feed/feed-name.ts";
import { linkHeader } from "../core/hub/link-header.ts";
import { CACHED_FOR_EVER } from "../core/site/lifetime.ts";
import type { Coding } from "./coding.ts";
import type { Held } from "./held-documents.ts";
import type { Published } from "./published.ts";

/** Name, value, name, value …: what `writeHead` takes as it is. */
export type HeaderList = string[];

/**
 * The headers of a document, whether it is sent or not, but for its ETag and those that describe the body.
 *
 * @param query what follows the path in the address that was asked for
 */
export function headersOf(
  { key, served, modified, isCompressible }: Held,
  query: string,
  { baseUrl, hubs }: Published,
): HeaderList {
  const isFeed = isFeedDocument(key);
  const isForEver = query !== "" && key.startsWith("media/") && new URLSearchParams(query).has("v");
  const headers = ["Cache-Control", isForEver ? CACHED_FOR_EVER : served.cacheControl];
  // One address, two answers: a browser that keeps one must not give it for the other.
  const isNegotiated = isFeed || key.endsWith("index.html");
  const vary = [isCompressible && "Accept-Encoding", isNegotiated && "Sec-Fetch-Dest"].filter(Boolean);
  if (vary.length > 0) headers.push("Vary", vary.join(", "));
  if (isFeed) headers.push("Link", linkHeader(urlOf(baseUrl, key), hubs));
  if (served.status === 200) headers.push("Last-Modified", modified);
  if (served.status === 301) headers.push("Location", served.location);
  return headers;
}

/** The headers that describe a body. */
export function bodyHeaders({ served }: Held, coding: Coding | undefined, lengthBytes: number): HeaderList {
  const headers = ["Content-Type", served.contentType, "Content-Length", String(lengthBytes)];
  // A part of a document is one of its own bytes.
  headers.push(...(coding ? ["Content-Encoding", coding] : ["Accept-Ranges", "bytes"]));
  return headers;
}
