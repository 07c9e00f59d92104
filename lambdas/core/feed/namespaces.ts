const NAMESPACES = {
  atom: "http://www.w3.org/2005/Atom",
  at: "http://purl.org/atompub/tombstones/1.0",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  fh: "http://purl.org/syndication/history/1.0",
  itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd",
  media: "http://search.yahoo.com/mrss/",
  sy: "http://purl.org/rss/1.0/modules/syndication/",
  webfeeds: "http://webfeeds.org/rss/1.0",
};

/** Prefixes that a document of the format may use, in the order in which they are declared. */
const PREFIXES = {
  rss: ["atom", "content", "dc", "fh", "itunes", "media", "sy", "webfeeds"],
  atom: ["at", "fh", "media", "sy", "webfeeds"],
} as const;

const ELEMENT = new RegExp(`<(${Object.keys(NAMESPACES).join("|")}):`, "g");

/** The prefixes that a piece of a document uses, each once. */
export function prefixesIn(xml: string): string[] {
  return [...new Set(Array.from(xml.matchAll(ELEMENT), ([, prefix = ""]) => prefix))];
}

/**
 * Declares what the document uses and nothing else: validators warn of namespaces that they do not know, and some
 * readers take a feed that names Apple's for a podcast.
 */
export function declareNamespaces(format: keyof typeof PREFIXES, used: ReadonlySet<string>): string {
  return PREFIXES[format]
    .filter((prefix) => used.has(prefix))
    .map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix]}"`)
    .join("");
}
