import type { Publication } from "../publication.ts";
import { textElement } from "./element.ts";

/**
 * What Feedly and readers like it show beside a feed (http://webfeeds.org/rss/1.0): a square icon, a logo, and a colour
 * for links, which it takes without the `#`.
 */
export function brandingElements({ icon, logo, accentColor }: Publication): string[] {
  return [
    ...textElement("webfeeds:icon", icon),
    ...textElement("webfeeds:logo", logo),
    ...textElement("webfeeds:accentColor", accentColor?.replace("#", "")),
  ];
}
