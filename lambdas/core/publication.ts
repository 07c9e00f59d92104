import * as v from "valibot";
import { absoluteAddress } from "./absolute-address.ts";
import { decodeText } from "./article/decode-text.ts";
import { fault, readText, valueOr } from "./article/field-shapes.ts";
import { flag, languageTag, textLine, webUrl } from "./article/field-types.ts";
import { people } from "./article/people-field.ts";
import { isTagAuthority } from "./article/permanent-uri.ts";
import { problemOf, Refusal } from "./article/refusal.ts";
import { refusalOf } from "./article/schema-issue.ts";
import { readYamlSettings } from "./article/yaml-settings.ts";
import { accentColor, entriesPerFeed, feedKinds } from "./feed-settings.ts";
import { FEED_KINDS, type FeedKind } from "./feed/feed-name.ts";
import { hubAddresses } from "./hub-settings.ts";
import type { Problem } from "./problem.ts";

/** A person or an organisation that writes. */
export interface Person {
  name: string;
  email?: string;
  /** Absolute http(s) URL. */
  url?: string;
  /** The account that a page credits (`fediverse:creator`): `@mara@social.example`. */
  fediverse?: string;
}

/** Who publishes: what `content/publication.yaml` says, checked. */
export interface Publication {
  title: string;
  description: string;
  /** Absolute http(s) URL without a slash at its end; every URL that Dateline makes starts with it. */
  baseUrl: string;
  /** BCP 47 tag: `en`, `de-AT`. */
  language: string;
  /** At least one; an article that names no author is by these. */
  authors: Person[];
  copyright?: string;
  /** Absolute URLs of a square icon and a wide logo. */
  icon?: string;
  logo?: string;
  /** `domain,date` that new `tag:` ids start with (RFC 4151 §2.1): `example.org,2026`. */
  tagAuthority?: string;
  /** `#rrggbb`: what readers tint the feed with. */
  accentColor?: string;
  /** Which feeds there are beside the site's. */
  feeds: FeedKind[];
  /** How many entries a current document holds; where older ones are archived, up to half as many more. */
  entriesPerFeed: number;
  /** Feeds whose whole history can be read (RFC 5005): the site's always, and these kinds. */
  archives: FeedKind[];
  /** Whether feeds name the publication's own hub, `<baseUrl>/hub`, and it answers there. */
  hub: boolean;
  /** Absolute http(s) URLs of further hubs, which others run; `hubsOf` has them all. */
  hubs: string[];
}

export type ReadPublication =
  | { outcome: "publication"; publication: Publication }
  | { outcome: "problem"; problem: Problem };

const path = "publication.yaml";

const names = {
  title: "a line of text",
  description: "a paragraph of text",
  baseUrl: "the http(s) address below which everything is published",
  language: "a language tag such as en or de-AT",
  authors: "a name, or a list of names or of maps with name, email, url, fediverse",
  copyright: "a line of text",
  icon: "a web address",
  logo: "a web address",
  tagAuthority: "a domain, a comma and a date",
  accentColor: "a colour such as #0a5468",
  feeds: `a list of ${FEED_KINDS.join(", ")}`,
  entriesPerFeed: "a whole number",
  archives: `a list of ${FEED_KINDS.join(", ")}`,
  hub: "true or false",
  hubs: "the http(s) address of a hub, or a list of them",
} satisfies Record<keyof Publication, string>;

/** `content/publication.yaml`, checked. A key that it does not know is a slip of the pen, and said to be one. Never throws. */
export function readPublication(bytes: Uint8Array): ReadPublication {
  try {
    const settings = readYamlSettings(decodeText(bytes), 1, refuseUnknown);
    const address = v.safeParse(v.object({ baseUrl }), settings.values);
    if (!address.success) throw refusalOf(address.issues[0], names, settings);
    const result = v.safeParse(schemaFor(address.output.baseUrl), settings.values);
    if (!result.success) throw refusalOf(result.issues[0], names, settings);
    const { authors, ...rest } = result.output;
    const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as typeof rest;
    const named = authors && authors.length > 0 ? authors : [{ name: rest.title }];
    return { outcome: "publication", publication: { ...said, authors: named } };
  } catch (error) {
    return { outcome: "problem", problem: problemOf(path, error) };
  }
}

function refuseUnknown(key: string, line: number): boolean {
  if (Object.hasOwn(names, key)) return true;
  throw new Refusal(`there is no setting "${key}"`, `use ${Object.keys(names).join(", ")}`, line);
}

const baseUrl = readText((written) => {
  const text = written.trim();
  // Everything is published below it, so it ends with a path.
  const url = text.includes("?") ? undefined : absoluteAddress(text);
  const why = `the baseUrl "${text}" is no plain http(s) address`;
  return valueOr(url?.href.replace(/\/+$/, ""), why, "write one such as https://news.example.org");
});

const tagAuthority = v.pipe(
  v.string(),
  v.trim(),
  v.check(
    isTagAuthority,
    fault<string>(
      (text) => `the tagAuthority "${text}" is no RFC 4151 authority`,
      () =>
        "write your domain or mail address in lower case, a comma, and a year or date when it was yours: example.org,2026",
    ),
  ),
);

function missing(name: "title" | "language") {
  return fault(
    () => `"${name}" is empty`,
    () => `write ${names[name]}`,
  );
}

function schemaFor(base: string) {
  const url = webUrl({ baseUrl: base, path: "" });
  return v.object({
    title: v.pipe(textLine(1000), v.string(missing("title"))),
    description: v.optional(
      v.pipe(
        textLine(10_000),
        v.transform((text) => text ?? ""),
      ),
      "",
    ),
    baseUrl,
    language: v.pipe(languageTag, v.string(missing("language"))),
    authors: v.optional(people(url)),
    copyright: v.optional(textLine(1000)),
    icon: v.optional(url),
    logo: v.optional(url),
    tagAuthority: v.optional(tagAuthority),
    accentColor: v.optional(accentColor),
    feeds: v.optional(feedKinds, [...FEED_KINDS]),
    entriesPerFeed: v.optional(entriesPerFeed, "50"),
    archives: v.optional(feedKinds, []),
    hub: v.optional(flag, "true"),
    hubs: v.optional(hubAddresses, []),
  });
}
