import { closeSync, openSync, readSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { relative, sep } from "node:path";
import { urlOf } from "../core/feed/feed-name.ts";
import { CACHED_FOR_EVER, servedAs } from "../core/site/served-as.ts";
import { STATUS_BYTES } from "../core/site/status.ts";
import type { ServedSite } from "./serve.ts";

/** The documents of a feed; the page beside them is `index.html`. */
const FEED_DOCUMENT = /(?<=\/)(feed\.xml|atom\.xml|feed\.json)$/;

export function isFeed(path: string): boolean {
  return FEED_DOCUMENT.test(path);
}

/**
 * The page for somebody who opens a feed in a browser: it shows the same, and how to subscribe. Readers never send this
 * header (https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header).
 */
export function pageInsteadOf(path: string, { headers }: IncomingMessage): string | undefined {
  return isFeed(path) && headers["sec-fetch-dest"] === "document"
    ? path.replace(FEED_DOCUMENT, "index.html")
    : undefined;
}

/** Status and headers of the document in a file, before it is sent. */
export function answerAs(
  { site, baseUrl }: ServedSite,
  file: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const key = relative(site, file).split(sep).join("/");
  const served = servedAs(key, key.endsWith(".html") ? firstBytes(file) : new Uint8Array());
  response.statusCode = served.status;
  response.setHeader("Content-Type", served.contentType);
  const isForEver = key.startsWith("media/") && query.has("v");
  response.setHeader("Cache-Control", isForEver ? CACHED_FOR_EVER : served.cacheControl);
  if (served.status !== 200) ignoreConditions(request);
  if (served.status === 301) response.setHeader("Location", served.location);
  if (isFeed(`/${key}`)) {
    // WebSub §4: what a subscriber asks a hub for.
    response.setHeader("Link", `<${urlOf(baseUrl, key)}>; rel="self"`);
    response.setHeader("Access-Control-Allow-Origin", "*");
  }
}

/** Conditions and ranges mean nothing where the answer without them is no success (RFC 9110 §13.2.1, §14.2). */
export function ignoreConditions({ headers }: IncomingMessage): void {
  for (const name of ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "range"])
    delete headers[name];
}

function firstBytes(file: string): Uint8Array {
  const bytes = new Uint8Array(STATUS_BYTES);
  const descriptor = openSync(file, "r");
  try {
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}
