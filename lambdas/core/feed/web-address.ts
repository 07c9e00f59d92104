import { strictUri } from "../article/strict-uri.ts";

/** The absolute http(s) URL that a reader can follow, in the characters of RFC 3986; undefined for anything else. */
export function httpUrl(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? strictUri(url) : undefined;
}

/** An entry's id as all three formats spell it: `feed` normalises it in Atom alone (RFC 4287 §4.2.6). */
export function absoluteUri(uri: string): string | undefined {
  const url = URL.parse(uri);
  return url === null ? undefined : strictUri(url);
}
