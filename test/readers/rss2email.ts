import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { output, PYTHON, works } from "./command.ts";
import type { Item, Reader } from "./reader.ts";

const settings = (folder: string) => `[DEFAULT]
from = tide@localhost
to = reader@localhost
email-protocol = maildir
maildir-path = ${folder}/mail
maildir-mailbox = inbox
html-mail = True
`;

/** Sends every new article by mail, here into a folder: https://github.com/rss2email/rss2email */
export const rss2email: Reader = {
  name: "rss2email",
  reads: ["feed.xml", "atom.xml"],
  missing: works("r2e", "--version") ? undefined : "apt-get install rss2email",

  async poll(url, folder) {
    const [config, data, mail] = ["rss2email.cfg", "data.json", "mail"].map((name) => join(folder, name));
    const r2e = (...words: string[]) => output(folder, "r2e", "--config", config!, "--data", data!, ...words);
    if (!existsSync(data!)) {
      await mkdir(mail!);
      await writeFile(config!, settings(folder));
      await r2e("add", "tide", url);
    }
    await r2e("run");
    return JSON.parse(await output(folder, PYTHON, join(import.meta.dirname, "rss2email.py"), mail!)) as Item[];
  },
};
