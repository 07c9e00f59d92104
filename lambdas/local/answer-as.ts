import { closeSync, openSync, readSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { urlOf } from "../core/feed/feed-name.ts";
import { linkHeader } from "../core/hub/link-header.ts";
import { CACHED_FOR_EVER } from "../core/site/lifetime.ts";
import { servedAs } from "../core/site/served-as.ts";
import { STATUS_BYTES } from "../core/site/status.ts";

/** The documents of a feed; the page beside them is `index.html`. */
const FEED_DOCUMENT = /(?<=^\/(?!media\/)(?:.*\/)?)(feed\.xml|atom\.xml|feed\.json)$/;

export function isFeed(path: string): boolean {
  return FEED_DOCUMENT.test(path);
}

/**
 * What is asked for, or the page beside it when somebody opens a feed in a browser: it shows the same, and how to
 * subscribe. Readers never send this header (https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header).
 */
export function pathFor(path: string, headers: IncomingHttpHeaders): string {
  return headers["sec-fetch-dest"] === "document" ? path.replace(FEED_DOCUMENT, "index.html") : path;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
}

/**
 * Status and headers of a document.
 *
 * @param file that holds the document
 * @param key of the document in the site store
 * @param query what follows the path in the address that was asked for
 * @param hubs that feeds name
 */
export function answerAs(file: string, key: string, query: URLSearchParams, baseUrl: string, hubs: string[]): Answer {
  const served = servedAs(key, firstBytes(file));
  const isForEver = key.startsWith("media/") && query.has("v");
  return {
    status: served.status,
    headers: {
      "Content-Type": served.contentType,
      "Cache-Control": isForEver ? CACHED_FOR_EVER : served.cacheControl,
      ...(served.status === 301 && { Location: served.location }),
      ...(isFeed(`/${key}`) && {
        Link: linkHeader(urlOf(baseUrl, key), hubs),
        "Access-Control-Allow-Origin": "*",
      }),
    },
  };
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
