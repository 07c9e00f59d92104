import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output, works } from "./command.ts";
import type { Item, Reader } from "./reader.ts";

/** Small programs in C and a shell script around them, with a text file for each feed: https://codemadness.org/sfeed.html */
export const sfeed: Reader = {
  name: "sfeed",
  reads: ["feed.xml", "atom.xml"],
  missing: works("sh", "-c", "command -v sfeed_update curl") ? undefined : "apt-get install sfeed curl",

  async poll(url, folder) {
    const settings = join(folder, "sfeedrc");
    await writeFile(settings, `sfeedpath=${folder}/feeds\nfeeds() { feed tide ${url}; }\n`);
    // It exits with 1 when it could not have a feed, and keeps what it had.
    await output(folder, "sfeed_update", settings).catch(() => undefined);
    return readItems(await readFile(join(folder, "feeds/tide"), "utf8"));
  },
};

/** The fields of sfeed(5), one line an item. */
function readItems(text: string): Item[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [seconds, title, url, content, , id, authors, enclosureUrl] = line.split("\t");
      return {
        id,
        title,
        url,
        published: new Date(Number(seconds) * 1000).toISOString(),
        authors,
        content: content?.replace(/\\([nt\\])/g, (_, letter: string) => ({ n: "\n", t: "\t" })[letter] ?? letter),
        enclosureUrl,
      };
    });
}
