import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pythonWith } from "../python-environment.ts";
import { startServer } from "./background.ts";
import { parse } from "./feedsmith.ts";
import type { FeedFile } from "./reader.ts";
import type { Subscriber } from "./subscriber.ts";

/** A library for subscribers, hubs and publishers in Python: https://github.com/marten-de-vries/Flask-WebSub */
export const flaskWebsub: Subscriber = {
  name: "Flask-WebSub",

  async subscribe(url, folder) {
    const python = await pythonWith(join(import.meta.dirname, "requirements.txt"));
    const server = await startServer(
      /^subscribe .*$/m,
      python,
      join(import.meta.dirname, "flask-websub.py"),
      url,
      folder,
    );
    return {
      async items() {
        const received = await readFile(join(folder, "received"), "utf8").catch(() => undefined);
        return received === undefined ? [] : parse[url.split("/").at(-1) as FeedFile](received);
      },
      close: () => server.close(),
    };
  },
};
