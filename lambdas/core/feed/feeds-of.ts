import type { Entry } from "../entry/entry.ts";

/** The feed of everything. */
export const SITE_FEED = "site";

/** Names of the feeds that an entry stands in, each the `<feed>` of its head's key. */
export function feedsOf(_entry: Entry): string[] {
  return [SITE_FEED];
}
