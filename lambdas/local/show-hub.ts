import { existsSync } from "node:fs";
import { join } from "node:path";
import { SqliteStore } from "../adapters/sqlite-store.ts";
import { allSubscriptions, type Subscription } from "../core/hub/subscriptions.ts";
import type { Failing } from "../core/notification/failing.ts";
import { recipientsOf } from "../core/notification/recipient.ts";
import { toldDocuments } from "../core/notification/told.ts";
import type { Store } from "../core/ports.ts";
import type { Command } from "./command-line.ts";
import { defaultDataFolder } from "./home.ts";
import { openQueue, QUEUES } from "./queues.ts";

/** More than a person reads. */
const MOST_LINES = 50;

/**
 * `npm run hub`: says who is subscribed, when they were last told of a change, and who cannot be told. Of an address it shows
 * the host alone, as the rest may be a secret. `npm start` may be running meanwhile.
 *
 * @returns the exit code
 */
export async function showHub({ content, data }: Extract<Command, { name: "hub" }>): Promise<number> {
  const folder = data ?? defaultDataFolder("start", content);
  const path = join(folder, "hub.db");
  if (!existsSync(path)) {
    console.error(
      `dateline: there is no hub in ${folder}; npm start makes one, or name another folder with --data DIR`,
    );
    return 1;
  }
  const state = new SqliteStore(path);
  try {
    const subscriptions = await Array.fromAsync(allSubscriptions(state, new Date()));
    console.log(await topics(state, subscriptions));
    console.log(table("Subscribers", ["host", "feed", "lease until", ""], subscriptions.map(rowOf)));
    for (const [channel, title] of [
      ["hubs", "Other hubs"],
      ["webhooks", "Webhooks"],
    ] as const) {
      const rows = await Array.fromAsync(recipientsOf(state, channel), ({ host, delivered, failing }) => [host, shortly(delivered), describe(failing)]); // prettier-ignore
      if (rows.length > 0) console.log(table(title, ["host", "last told", ""], rows));
    }
    console.log(`In the queues: ${queueLengths(folder)}`);
    return 0;
  } finally {
    state.close();
  }
}

async function topics(state: Store, subscriptions: Subscription[]): Promise<string> {
  const subscribers = Map.groupBy(subscriptions, ({ topic }) => pathOf(topic));
  const rows = await Array.fromAsync(toldDocuments(state, "websub"), ({ document, when, recipients }) => {
    const now = subscribers.get(`/${document}`)?.length ?? 0;
    return [`/${document}`, String(now), when === undefined ? "nothing yet" : `${shortly(when)}, ${recipients} told`];
  });
  return table("Feeds", ["feed", "subscribers", "last change"], rows);
}

function rowOf({ callback, topic, expires, failing }: Subscription): string[] {
  return [new URL(callback).host, pathOf(topic), shortly(expires), describe(failing)];
}

function describe(failing: Failing | undefined): string {
  return failing ? `failing since ${shortly(failing.since)}: ${failing.cause}, attempt ${failing.attempt}` : "";
}

const pathOf = (topic: string) => decodeURI(new URL(topic).pathname);
const shortly = (moment: string | undefined) => moment?.slice(0, 16).replace("T", " ") ?? "never";

function queueLengths(folder: string): string {
  const lengths = QUEUES.flatMap((name) =>
    ([name, `failed-${name}`] as const).map((each) => {
      const queue = openQueue(folder, each, () => new Date());
      const { length } = queue;
      queue.close();
      return `${each} ${length}`;
    }),
  );
  return lengths.filter((line) => !/^failed-\w+ 0$/.test(line)).join(", ");
}

function table(title: string, head: string[], rows: string[][]): string {
  const shown = [head, ...rows.slice(0, MOST_LINES)];
  const widths = head.map((_, column) => Math.max(...shown.map((row) => row[column]!.length)));
  const lines = shown.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ")}`.trimEnd());
  const more = rows.length > MOST_LINES ? [`  and ${rows.length - MOST_LINES} more`] : [];
  return [`${title}: ${rows.length}`, ...(rows.length > 0 ? lines : []), ...more, ""].join("\n");
}
