import { once } from "node:events";
import { glob, readFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Unavailable } from "../python-environment.ts";
import { startServer } from "./background.ts";
import { actualize, dataIn, freshrss, freshrssPages, installFreshrss, itemsOf } from "./freshrss.ts";
import type { Subscriber } from "./subscriber.ts";

/** FreshRSS with its web server, which hubs can reach. */
export const freshrssSubscriber: Subscriber = {
  name: "FreshRSS",

  async subscribe(url, folder) {
    if (freshrss.missing) throw new Unavailable(`it needs ${freshrss.missing}`);
    const port = await freePort();
    // It subscribes only where its own address looks public: this is 127.0.0.1, and does not look it.
    await installFreshrss(url, folder, `http://0x7f000001:${port}`);
    const php = ["php", "-S", `127.0.0.1:${port}`, "-t", freshrssPages];
    const server = await startServer(/started/, "env", `DATA_PATH=${dataIn(folder)}`, ...php);
    await actualize(folder);
    while (!(await isVerified(folder))) await sleep(50);
    return { items: async () => itemsOf(folder), close: () => server.close() };
  },
};

/** Whether the hub has asked it, and it has agreed. */
async function isVerified(folder: string): Promise<boolean> {
  for await (const file of glob(join(dataIn(folder), "PubSubHubbub/feeds/*/!hub.json"))) {
    if ((await readFile(file, "utf8")).includes("lease_end")) return true;
  }
  return false;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
