import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { output, works } from "./command.ts";
import type { Item, Reader } from "./reader.ts";
import { textOf } from "./text-of.ts";

/** Its code: it is in no registry of packages. */
const code = process.env.FRESHRSS;
const hasPhp = works(
  "php",
  "-r",
  'exit(array_diff(["curl", "dom", "mbstring", "pdo_sqlite"], get_loaded_extensions()) ? 1 : 0);',
);

/** So that it asks whenever it is told to. By itself it waits for `max-age`, and for 800 seconds at least. */
const SETTINGS = `<?php
return [
  "limits" => ["cache_duration" => 1, "cache_duration_min" => 1, "cache_duration_max" => 1],
  "pubsubhubbub_enabled" => true,
];
`;
const PATIENCE_MILLIS = 2100;

/** A server to read on, in PHP, with a database in SQLite: https://freshrss.org */
export const freshrss: Reader = {
  name: "FreshRSS",
  reads: ["feed.xml", "atom.xml", "feed.json"],
  missing:
    code && hasPhp ? undefined : "FRESHRSS=its-code, apt-get install php-cli php-curl php-mbstring php-sqlite3 php-xml",

  async poll(url, folder) {
    if (existsSync(dataIn(folder))) await sleep(PATIENCE_MILLIS);
    else await installFreshrss(url, folder, "http://127.0.0.1");
    return actualize(folder);
  },
};

/** What `subscribe` needs of it: a web server for its callbacks, and where these are. */
export const freshrssPages = join(code ?? "", "p");
export const dataIn = (folder: string): string => join(folder, "data");

const run = (folder: string, script: string, ...words: string[]) =>
  output(folder, "env", `DATA_PATH=${dataIn(folder)}`, "php", join(code!, "cli", `${script}.php`), ...words);

/** With one user, who reads one feed. */
export async function installFreshrss(url: string, folder: string, baseUrl: string): Promise<void> {
  const data = dataIn(folder);
  await mkdir(data);
  const type = url.endsWith(".json") ? "JSONFeed" : "rss";
  const feeds = `<opml version="2.0"><body><outline type="${type}" text="The Tide" xmlUrl="${url}"/></body></opml>`;
  await writeFile(join(data, "opml.xml"), feeds);
  await writeFile(join(data, "config.custom.php"), SETTINGS);
  await run(folder, "prepare");
  const choices = ["--default-user", "tide", "--auth-type", "none", "--db-type", "sqlite", "--base-url", baseUrl];
  await run(folder, "do-install", ...choices);
  await run(folder, "create-user", "--user", "tide", "--feed-ttl-default", "1");
}

export async function actualize(folder: string): Promise<Item[]> {
  await run(folder, "actualize-user", "--user", "tide");
  return itemsOf(folder);
}

export function itemsOf(folder: string): Item[] {
  // It may be writing at this moment.
  const options = { readOnly: true, timeout: 5000 };
  const database = new DatabaseSync(join(dataIn(folder), "users/tide/db.sqlite"), options);
  const rows = database.prepare("SELECT * FROM entry").all() as Record<string, string | number>[];
  database.close();
  return rows.map(({ guid, title, author, link, date, content, attributes }) => ({
    id: String(guid),
    title: textOf(String(title)),
    url: String(link),
    published: new Date(Number(date) * 1000).toISOString(),
    // Each name after a semicolon.
    authors: String(author).slice(1).split("; ").join(", "),
    content: String(content),
    enclosureUrl:
      (JSON.parse(String(attributes)) as { enclosures: { url: string; type?: string }[] }).enclosures.find(
        ({ type }) => type === "audio/mpeg",
      )?.url ?? "",
  }));
}
