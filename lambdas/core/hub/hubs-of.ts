import type { Publication } from "../publication.ts";

/** The publication's own hub. */
export const ownHub = (baseUrl: string) => `${baseUrl}/hub`;

/** Every hub that one may subscribe at, our own first. */
export function hubsOf({ baseUrl }: Publication): string[] {
  return [ownHub(baseUrl)];
}
