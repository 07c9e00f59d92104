import { join } from "node:path";
import { output, PYTHON, works } from "./command.ts";
import type { Item, Reader } from "./reader.ts";

/** The library that most readers in Python are built on: https://github.com/kurtmckee/feedparser */
export const feedparser: Reader = {
  name: "feedparser",
  reads: ["feed.xml", "atom.xml"],
  missing: works(PYTHON, "-c", "import feedparser") ? undefined : "apt-get install python3-feedparser",

  async poll(url, folder) {
    const script = join(import.meta.dirname, "feedparser-poll.py");
    return JSON.parse(await output(folder, PYTHON, script, url, folder)) as Item[];
  },
};
