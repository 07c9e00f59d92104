import type { Publication } from "../publication.ts";

/** The publication's own hub. */
export const ownHub = (baseUrl: string) => `${baseUrl}/hub`;

/** Addresses of the hubs that every feed of the publication names (WebSub §4), its own first. */
export function hubsOf({ baseUrl, hub, hubs }: Publication): string[] {
  return [...new Set([...(hub ? [ownHub(baseUrl)] : []), ...hubs])];
}
