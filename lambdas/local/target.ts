import { isFeedDocument } from "../core/feed/feed-name.ts";

/** What the target of a request (RFC 9112 §3.2) stands for, as `infra/edge/on-request.js` reads it at CloudFront. */
export type Target =
  | { outcome: "document"; key: string; query: string }
  | { outcome: "moved"; location: string }
  | { outcome: "nowhere" }
  | { outcome: "too-long" };

/** As at CloudFront. */
const LONGEST_TARGET = 8192;

/**
 * @param target as it stands in the request line; of one with a host (absolute-form) the host does not count, as there is
 *   one site here
 * @param fetchDestination the header Sec-Fetch-Dest (https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header): a
 *   browser that opens a feed for somebody gets the page beside it, which shows the same and how to subscribe; readers
 *   never send it
 */
export function readTarget(target: string, fetchDestination: string | undefined): Target {
  if (target.length > LONGEST_TARGET) return { outcome: "too-long" };
  const [path = "", query = ""] = target.replace(/^https?:\/\/[^/?#]*/i, "").split("?", 2);
  // `/sections/sport` is a folder whose slash was forgotten; what lies in media is a file whatever its name.
  if (!/^\/media\/|\.[^/]*$|\/$/.test(path || "/")) {
    return { outcome: "moved", location: `${path.replace(/^[/\\]+/, "/")}/` };
  }
  const key = keyOf(path || "/");
  if (key === undefined) return { outcome: "nowhere" };
  if (key === "" || key.endsWith("/")) return { outcome: "document", key: `${key}index.html`, query };
  const isOpened = fetchDestination === "document" && isFeedDocument(key);
  return { outcome: "document", key: isOpened ? key.replace(/[^/]+$/, "index.html") : key, query };
}

/** The key that a path names, perhaps with a slash at its end; `undefined` when no document can have it. */
function keyOf(path: string): string | undefined {
  if (!path.startsWith("/")) return undefined;
  let key;
  try {
    key = decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
  // Nothing above the folder and nothing hidden in it: a name that starts with a dot is a file that is being written.
  return /(?:^|\/)(?:\.|\/)|[\0\\]/.test(key) ? undefined : key;
}
