import { fork } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "undici";
import { FolderFiles } from "../lambdas/adapters/folder-files.ts";
import { SqliteStore } from "../lambdas/adapters/sqlite-store.ts";
import { enforce } from "../lambdas/core/hub/subscriptions.ts";
import { noteUntold } from "../lambdas/core/notification/told.ts";
import { giveToHub } from "../lambdas/local/give-to-hub.ts";
import { Notifying } from "../lambdas/local/notifying.ts";
import { median, table, whole } from "./table.ts";

const BASE_URL = "http://127.0.0.1";
const TOPIC = `${BASE_URL}/feed.xml`;
/** As many as our own client has under way to one host. */
const AT_ONCE = 64;
const ROUNDS = 5;
process.env.DATELINE_ALLOW_LOOPBACK_CALLBACKS = "1";

/** A process that is posted to. */
async function openReceiver(closes: boolean) {
  const child = fork(join(import.meta.dirname, "receiver.ts"), [closes ? "close" : "keep"]);
  const [{ port }] = (await once(child, "message")) as [AddressInfo];
  /** Ready to count so many; `all` is when they have come. */
  const expect = async (count: number) => {
    child.send(count);
    await once(child, "message");
    return { all: once(child, "message") };
  };
  return { origin: `http://127.0.0.1:${port}`, expect, close: () => child.disconnect() };
}
type Receiver = Awaited<ReturnType<typeof openReceiver>>;

/** A hub with so many verified subscribers, each with a secret of its own. */
async function openHub(subscribers: number, origin: string) {
  const data = await mkdtemp(join(tmpdir(), "dateline-bench-"));
  const clock = () => new Date();
  const state = new SqliteStore(join(data, "hub.db"));
  await noteUntold(state, "websub", "feed.xml", "nothing");
  for (let index = 0; index < subscribers; index++) {
    const asked = {
      mode: "subscribe",
      topic: TOPIC,
      callback: `${origin}/${index}`,
      secret: `secret ${index}`,
    } as const;
    await enforce(state, { ...asked, leaseSeconds: 86_400, requested: clock().toISOString() }, clock());
  }
  state.close();
  const site = new FolderFiles(join(data, "site"));
  const notifying = new Notifying({ data, baseUrl: BASE_URL, site, state: site, clock });
  notifying.start();
  const publish = async (bytes: Uint8Array) => {
    await site.put("feed.xml", bytes);
    const announcement = { channel: "websub", documents: ["feed.xml"], changes: [], baseUrl: BASE_URL, hubs: [`${BASE_URL}/hub`] }; // prettier-ignore
    await notifying.announcements.send([{ body: JSON.stringify(announcement) }]);
  };
  const close = async () => {
    await notifying.stop();
    await rm(data, { recursive: true });
  };
  return { notifying, publish, close };
}

/** What anybody would write: undici, signed, so many at once. */
async function postAll(agent: Agent, origin: string, subscribers: number, bytes: Uint8Array): Promise<void> {
  await times(subscribers, async (index) => {
    const signature = createHmac("sha256", `secret ${index}`).update(bytes).digest("hex");
    const headers = { "content-type": "application/xml", "x-hub-signature": `sha256=${signature}` };
    const { body } = await agent.request({ origin, path: `/${index}`, method: "POST", headers, body: bytes });
    await body.dump();
  });
}

/** Does something so many times, `AT_ONCE` of them at once. */
async function times(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function timed(receiver: Receiver, posts: number, work: () => Promise<unknown>): Promise<number> {
  const { all } = await receiver.expect(posts);
  const begun = performance.now();
  await Promise.all([work(), all]);
  return (posts / (performance.now() - begun)) * 1000;
}

/** Deliveries a second to so many subscribers, ours and the loop's in turn. */
async function compare(subscribers: number, bodyBytes: number, closes: boolean) {
  const receiver = await openReceiver(closes);
  const hub = await openHub(subscribers, receiver.origin);
  const agent = new Agent({ connections: AT_ONCE });
  const ours: number[] = [];
  const loop: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const bytes = randomBytes(bodyBytes);
    const rates = [await timed(receiver, subscribers, () => hub.publish(bytes)), await timed(receiver, subscribers, () => postAll(agent, receiver.origin, subscribers, bytes))] as const; // prettier-ignore
    // The first round warms up.
    if (round === 0) continue;
    ours.push(rates[0]);
    loop.push(rates[1]);
  }
  await agent.close();
  await hub.close();
  receiver.close();
  return { ours: median(ours), loop: median(loop) };
}

async function subscriptionsPerSecond(): Promise<number> {
  const receiver = await openReceiver(false);
  const hub = await openHub(0, receiver.origin);
  await hub.publish(randomBytes(1000));
  const server = createServer((request, response) => void giveToHub((each) => hub.notifying.answer(each), request, response)); // prettier-ignore
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const agent = new Agent({ connections: AT_ONCE });
  const requests = 900;
  const begun = performance.now();
  await times(requests, async (index) => {
    const form = { "hub.mode": "subscribe", "hub.callback": `${receiver.origin}/s${index}`, "hub.topic": TOPIC };
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams(form).toString();
    const answer = await agent.request({ origin, path: "/hub", method: "POST", headers, body });
    if (answer.statusCode !== 202) throw new Error(`the hub answered ${answer.statusCode}: ${await answer.body.text()}`); // prettier-ignore
    await answer.body.dump();
  });
  const rate = (requests / (performance.now() - begun)) * 1000;
  await agent.close();
  server.close();
  await hub.close();
  receiver.close();
  return rate;
}

/** Resident memory of this process before a fan-out to so many, and at its height. */
async function memoryOf(subscribers: number) {
  const receiver = await openReceiver(false);
  const hub = await openHub(subscribers, receiver.origin);
  const before = process.memoryUsage().rss;
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const perSecond = await timed(receiver, subscribers, () => hub.publish(randomBytes(20_000)));
  clearInterval(looking);
  await hub.close();
  receiver.close();
  return { before: before / 1e6, most: most / 1e6, perSecond };
}

/** Deliveries beside the plain loop, in the same run; requests at the door; memory. As Markdown. */
export async function measureFanOuts(say: (line: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const closes of [false, true])
    for (const bodyBytes of [20_000, 250_000])
      for (const subscribers of [1, 100, 1000]) {
        say(`${subscribers} subscribers, ${bodyBytes / 1000} KB, connections ${closes ? "new" : "kept"}`);
        const { ours, loop } = await compare(subscribers, bodyBytes, closes);
        rows.push([String(subscribers), `${bodyBytes / 1000} KB`, closes ? "new each" : "kept", whole(ours), whole(loop), (ours / loop).toFixed(2)]); // prettier-ignore
      }
  say("requests at the hub, and 100,000 subscribers");
  const requests = await subscriptionsPerSecond();
  const { before, most, perSecond } = await memoryOf(100_000);
  return [
    table(["subscribers", "document", "connections", "deliveries/s", "`undici.request` loop/s", "ratio"], rows),
    "",
    `Requests to subscribe: ${whole(requests)} a second. With 100,000 subscribers: ${whole(before)} MB resident before a fan-out, ` +
      `${whole(most)} MB at its height, ${whole(perSecond)} deliveries a second.`,
  ].join("\n");
}
