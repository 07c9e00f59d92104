import { lookup } from "mime-types";

/** How a document is handed out: the one table for the local server and for what S3 keeps beside the bytes. */
export interface ServedAs {
  contentType: string;
  cacheControl: string;
}

// As application/rss+xml or atom+xml browsers show raw source or download, and CloudFront compresses no atom+xml.
const XML = "application/xml; charset=utf-8";

/** @param key of a document in the site store: `feed.xml`, `articles/harbour/index.html`, `media/quay.jpg` */
export function servedAs(key: string): ServedAs {
  const name = key.slice(key.lastIndexOf("/") + 1);
  if (key.startsWith("media/")) return { contentType: mediaType(name), cacheControl: "public, max-age=3600" };
  if (name === "feed.json")
    return { contentType: "application/feed+json; charset=utf-8", cacheControl: "public, max-age=300" };
  if (name.endsWith(".xml")) return { contentType: XML, cacheControl: "public, max-age=300" };
  return { contentType: mediaType(name), cacheControl: "public, max-age=60" };
}

function mediaType(name: string): string {
  const type = lookup(name) || "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
