import { resolveUrl } from "./article/resolve-url.ts";

/**
 * An absolute http(s) address that everybody may see, or `undefined`: without a fragment, and without a user name or
 * password, which would stand in every feed.
 */
export function absoluteAddress(text: string): URL | undefined {
  if (!/^https?:\/\/[^#]*$/i.test(text)) return undefined;
  const resolved = resolveUrl(text, { baseUrl: "http://localhost", path: "" });
  const url = resolved === undefined ? undefined : new URL(resolved);
  return url?.username === "" && url.password === "" ? url : undefined;
}
