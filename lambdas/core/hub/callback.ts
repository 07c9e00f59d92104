import { isOutOfReach, type Reach } from "./callback-address.ts";

/**
 * A callback as its subscriber wrote it. `URL` would rewrite it (an apostrophe in a query, dots in a path), so it decides
 * only where to connect; what stands behind the host is sent byte for byte (WebSub §5.1.1).
 */
export interface CallbackTarget {
  origin: string;
  /** Path and query. */
  target: string;
}

/** What a request line can hold; a backslash is left out, which `URL` takes for a slash. */
const WRITABLE = /^[\x21-\x5b\x5d-\x7e]*$/;
const PARTS = /^https?:\/\/(?<authority>[^/?#]+)(?<target>[^#]*)$/i;

/** What is wrong with a callback, in words for its author; `undefined` when nothing is. */
export function faultOfCallback(callback: string, reach: Reach): string | undefined {
  if (!/^https?:/i.test(callback)) return "hub.callback must be an http or https address";
  if (!WRITABLE.test(callback))
    return "hub.callback must be percent-encoded: no spaces, backslashes or letters beyond ASCII";
  if (callback.includes("#")) return "hub.callback must not have a fragment";
  const authority = PARTS.exec(callback)?.groups?.authority;
  if (authority === undefined || !URL.canParse(callback)) return "hub.callback is not a valid address";
  if (authority.includes("@")) return "hub.callback must not contain a user name or password";
  if (isOutOfReach(new URL(callback).hostname, reach)) return "hub.callback must be a public address";
  return undefined;
}

/** Where to connect, and what to ask for there, of an address without a fault. */
export function targetOf(callback: string): CallbackTarget {
  const target = PARTS.exec(callback)?.groups?.target ?? "";
  return { origin: new URL(callback).origin, target: target.startsWith("/") ? target : `/${target}` };
}

/** Appends parameters to whatever query the callback has, and overwrites none of the same name (WebSub §5.1.1). */
export function withParameters(callback: string, parameters: Record<string, string>): string {
  const joint = !callback.includes("?") ? "?" : callback.endsWith("?") ? "" : "&";
  return `${callback}${joint}${new URLSearchParams(parameters).toString()}`;
}
