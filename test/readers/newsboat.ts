import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { output, works } from "./command.ts";
import type { Item, Reader } from "./reader.ts";

/** A reader for the terminal, in C++ and Rust, with a cache in SQLite: https://newsboat.org */
export const newsboat: Reader = {
  name: "newsboat",
  reads: ["feed.xml", "atom.xml"],
  missing: works("newsboat", "--version") ? undefined : "apt-get install newsboat",

  async poll(url, folder) {
    const [urls, cache, config] = ["urls", "cache.db", "config"].map((name) => join(folder, name));
    await writeFile(urls!, `${url}\n`);
    await writeFile(config!, "");
    await output(folder, "newsboat", "-q", "-u", urls!, "-c", cache!, "-C", config!, "-x", "reload");
    return readCache(cache!);
  },
};

function readCache(file: string): Item[] {
  const cache = new DatabaseSync(file, { readOnly: true });
  const rows = cache.prepare("SELECT * FROM rss_item WHERE deleted = 0").all() as Record<string, string | number>[];
  cache.close();
  return rows.map((row) => ({
    id: String(row.guid),
    title: String(row.title),
    url: String(row.url),
    published: new Date(Number(row.pubDate) * 1000).toISOString(),
    authors: String(row.author),
    content: String(row.content),
    enclosureUrl: String(row.enclosure_url),
  }));
}
