/**
 * Whether an id that an author brings along may stand in every feed for ever. RFC 4287 §4.2.6 wants an IRI in normal
 * form, compared character by character; validators know few schemes and complain about the others.
 */
export function isPermanentUri(id: string): boolean {
  if (id.length > 1000 || !/^[a-z]+:[\w;/?:@&=+$.\-!~*'()%,]+(#[\w;/?:@&=+$.\-!~*'()%,]*)?$/i.test(id)) return false;
  if (/%(?![\dA-F]{2})/.test(id)) return false;
  switch (id.slice(0, id.indexOf(":"))) {
    case "http":
    case "https":
      return URL.canParse(id) && new URL(id).href === id && /^https?:\/\/[a-z0-9.-]+(:\d+)?\//.test(id);
    case "tag":
      return isTagUri(id);
    case "urn":
      return isUrn(id);
    default:
      return false;
  }
}

/** RFC 4151 §2.1: `tag:`, an authority in lower case and a date, and then anything. */
function isTagUri(id: string): boolean {
  const [, authority] = /^tag:([^:]+):./.exec(id) ?? [];
  return authority !== undefined && isTagAuthority(authority);
}

/** RFC 8141 §2, RFC 9562 §4 for `urn:uuid:`. */
function isUrn(id: string): boolean {
  if (id.startsWith("urn:uuid:")) return /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
  return /^urn:[a-z0-9][a-z0-9-]{1,31}:([\w()+,.:=@;$!*'-]|%[\dA-F]{2})+$/.test(id);
}

/**
 * RFC 4151 §2.1 `taggingEntity`: a domain or an e-mail address, a comma, and a date on which it was one's own. Upper case
 * is legal there and yet a different tag; validators refuse it.
 */
export function isTagAuthority(authority: string): boolean {
  const match = /^(?:[a-z0-9._-]+@)?([a-z0-9.-]+),(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(authority);
  if (!match) return false;
  const [, domain = "", year = "", month = "01", day = "01"] = match;
  const labels = domain.split(".");
  if (!labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}
