/** RFC 3986 §2: the URL standard leaves `|`, `^`, `[`, a lone `%` and other characters alone that a URI must encode. */
export function strictUri({ href, host }: URL): string {
  const authorityEnd = host === "" ? 0 : href.indexOf(host, href.indexOf("//")) + host.length;
  const [rest = "", ...fragments] = href.slice(authorityEnd).split("#");
  const fragment = fragments.length > 0 ? `#${encode(fragments.join("%23"))}` : "";
  return href.slice(0, authorityEnd) + encode(rest) + fragment;
}

/** Of a text that is ASCII already: the URL parser encodes all else itself. */
function encode(text: string): string {
  return text.replace(/%(?![\da-f]{2})/gi, "%25").replace(/[^\w;/?:@&=+$.\-!~*'()%,]/g, encodeURIComponent);
}
