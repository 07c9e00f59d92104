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
const IMPATIENT = `<?php
return ["limits" => ["cache_duration" => 1, "cache_duration_min" => 1, "cache_duration_max" => 1]];
`;
const PATIENCE_MILLIS = 2100;

/** A server to read on, in PHP, with a database in SQLite: https://freshrss.org */
export const freshrss: Reader = {
  name: "FreshRSS",
  reads: ["feed.xml", "atom.xml", "feed.json"],
  missing:
    code && hasPhp ? undefined : "FRESHRSS=its-code, apt-get install php-cli php-curl php-mbstring php-sqlite3 php-xml",

  async poll(url, folder) {
    const data = join(folder, "data");
    const run = (script: string, ...words: string[]) =>
      output(folder, "env", `DATA_PATH=${data}`, "php", join(code!, "cli", `${script}.php`), ...words);
    if (existsSync(data)) await sleep(PATIENCE_MILLIS);
    else {
      await mkdir(data);
      const type = url.endsWith(".json") ? "JSONFeed" : "rss";
      const feeds = `<opml version="2.0"><body><outline type="${type}" text="The Tide" xmlUrl="${url}"/></body></opml>`;
      await writeFile(join(data, "opml.xml"), feeds);
      await writeFile(join(data, "config.custom.php"), IMPATIENT);
      await run("prepare");
      await run("do-install", "--default-user", "tide", "--auth-type", "none", "--db-type", "sqlite");
      await run("create-user", "--user", "tide", "--feed-ttl-default", "1");
    }
    await run("actualize-user", "--user", "tide");
    return readDatabase(join(data, "users/tide/db.sqlite"));
  },
};

function readDatabase(file: string): Item[] {
  const database = new DatabaseSync(file, { readOnly: true });
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
