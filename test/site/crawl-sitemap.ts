import { BASE, type BuiltSite } from "./built-site.ts";

const locations = (text: string) => Array.from(text.matchAll(/<loc>([^<]*)<\/loc>/g), ([, url]) => keyOf(url!));

/** Where an address of the site lies on disk. */
export function keyOf(url: string): string {
  if (!url.startsWith(BASE)) throw new Error(`${url} is not an address of the site`);
  return decodeURIComponent(url.slice(BASE.length).replaceAll("&amp;", "&"));
}

/** Every page that the sitemap's parts name, from the index on. */
export async function pagesInSitemap(site: BuiltSite): Promise<string[]> {
  const pages: string[] = [];
  for (const shard of locations(await site.read("sitemap.xml"))) pages.push(...locations(await site.read(shard)));
  return pages;
}

export async function pagesInNews(site: BuiltSite): Promise<string[]> {
  return locations(await site.read("sitemap-news.xml"));
}
