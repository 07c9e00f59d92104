import { strictUri } from "./strict-uri.ts";

/** Where a reference stands: its file below `content/`, and where that folder is published. */
export interface Place {
  baseUrl: string;
  path: string;
}

export const webSchemes: ReadonlySet<string> = new Set(["http:", "https:"]);
export const linkSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);

/**
 * A reference as the absolute URL that readers get, or `undefined` when there is none (another scheme, a bare fragment,
 * nonsense). It is relative to the file's own folder, except that `media/…` is `content/media/…` from anywhere.
 */
export function resolveUrl(reference: string, place: Place, schemes = webSchemes): string | undefined {
  const text = reference.trim();
  if (text === "" || text.startsWith("#")) return undefined;
  const folder = text.startsWith("media/") ? "" : place.path.split("/").map(encodeURIComponent).join("/");
  let url: URL;
  try {
    url = new URL(text, `${place.baseUrl}/${folder}`);
  } catch {
    return undefined;
  }
  if (!schemes.has(url.protocol)) return undefined;
  // The URL standard lets characters into a host that RFC 3986 §3.2.2 and feed validators refuse.
  if (webSchemes.has(url.protocol) && !/^(\[[\da-f:.]+\]|[\w.-]+)$/i.test(url.hostname)) return undefined;
  return strictUri(url);
}
