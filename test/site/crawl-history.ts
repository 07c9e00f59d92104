import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { BASE, type BuiltSite } from "./built-site.ts";

export type FeedFile = "feed.xml" | "atom.xml" | "feed.json";

/** One document of a feed's history, as a crawler reads it (RFC 5005 §4). */
export interface Visited {
  key: string;
  ids: string[];
  isArchive: boolean;
  previous?: string;
  next?: string;
  current?: string;
}

/** Every document of a feed from the current one on, as the links to older ones lead. */
export async function crawl(site: BuiltSite, file: FeedFile, folder = ""): Promise<Visited[]> {
  const visited: Visited[] = [];
  for (let key: string | undefined = folder + file; key !== undefined;) {
    const text = await site.read(key);
    const document: Visited = file === "feed.json" ? visitJson(key, text) : visitXml(key, file, text);
    visited.push(document);
    key = document.previous;
  }
  return visited;
}

function visitXml(key: string, file: FeedFile, text: string): Visited {
  const { ids, links } = file === "atom.xml" ? readAtom(text) : readRss(text);
  const linked = (rel: string) => keyOf(links.find((link) => link.rel === rel)?.href);
  return {
    key,
    ids,
    isArchive: text.includes("<fh:archive"),
    previous: linked("prev-archive"),
    next: linked("next-archive"),
    current: linked("current"),
  };
}

function readAtom(text: string) {
  const { entries = [], links = [] } = parseAtomFeed(text);
  return { ids: entries.map(({ id }) => id ?? ""), links };
}

function readRss(text: string) {
  const { items = [], atom } = parseRssFeed(text);
  return { ids: items.map(({ guid }) => guid?.value ?? ""), links: atom?.links ?? [] };
}

function visitJson(key: string, text: string): Visited {
  const { items = [], next_url } = parseJsonFeed(text);
  return { key, ids: items.map(({ id }) => id ?? ""), isArchive: key.includes("archive/"), previous: keyOf(next_url) };
}

/** Where an address of the site lies on disk. */
function keyOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  if (!address.startsWith(BASE)) throw new Error(`${address} is not an address of the site`);
  return decodeURIComponent(address.slice(BASE.length));
}
