/** The absolute http(s) URL that a reader can follow, in the characters of RFC 3986; undefined for anything else. */
export function httpUrl(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? spellOut(url) : undefined;
}

/** An entry's id as all three formats spell it: `feed` normalises it in Atom alone (RFC 4287 §4.2.6). */
export function absoluteUri(uri: string): string | undefined {
  const url = URL.parse(uri);
  return url === null ? undefined : spellOut(url);
}

/** The WHATWG parser leaves `|`, `[`, `^`, quotes and a stray `%` in paths and queries; RFC 3986 has no place for them. */
function spellOut(url: URL): string {
  const behindHost = url.host === "" ? 0 : url.href.indexOf(url.host) + url.host.length;
  const rest = url.href
    .slice(behindHost)
    .replace(/%(?![0-9A-Fa-f]{2})/g, "%25")
    .replace(/[^\w;/?:@&=+$.\-!~*'()%,#]/g, (character) => encodeURIComponent(character));
  return url.href.slice(0, behindHost) + rest;
}
