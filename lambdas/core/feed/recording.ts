import type { Enclosure } from "../article/article.ts";
import type { Entry } from "../entry/entry.ts";
import type { Person, Publication } from "../publication.ts";
import { element, textElement } from "./element.ts";
import type { Fragment } from "./fragment.ts";

/** What Apple's podcast directory plays, by the ending of the address (https://podcasters.apple.com/support/823). */
const PLAYABLE = /\.(?:m4a|mp3|m4v|mov|mp4)$/i;

/** How long the recording of an entry is, in the element that podcast apps read: whole seconds. */
export function durationElements({ enclosures }: Entry): string[] {
  const [first] = enclosures;
  return first && isRecording(first)
    ? textElement("itunes:duration", Math.max(1, Math.round(first.durationSeconds!)))
    : [];
}

/**
 * What the same directory requires of a channel whose items have a duration: a category, a word about explicit content
 * and an owner. A publication is news unless somebody says otherwise.
 */
export function podcastElements({ title, authors }: Publication, items: Fragment[]): string[] {
  if (!items.some(({ prefixes }) => prefixes.includes("itunes"))) return [];
  const owner = authors.find(({ email }) => email !== undefined);
  return [
    ...textElement("itunes:author", title),
    element("itunes:category", { text: "News" }),
    ...textElement("itunes:explicit", "false"),
    ...(owner ? [ownerElement(owner)] : []),
  ];
}

function ownerElement({ name, email }: Person): string {
  return element(
    "itunes:owner",
    {},
    [...textElement("itunes:name", name), ...textElement("itunes:email", email)].join(""),
  );
}

function isRecording({ url, durationSeconds }: Enclosure): boolean {
  return durationSeconds !== undefined && PLAYABLE.test(new URL(url).pathname);
}
