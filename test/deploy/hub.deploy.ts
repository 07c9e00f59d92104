import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { request } from "undici";
import { S3Store } from "../../lambdas/adapters/s3-store.ts";
import { subscriberOf, subscriptionKey } from "../../lambdas/core/hub/subscriptions.ts";
import { aws, bucketsOfStack, cdk, deploy, eventually, isEmulated, s3 } from "./emulated.ts";
import { DeployedPublication } from "./publication.ts";
import { Subscribers, type Kind, type Subscriber } from "./subscribers.ts";

const TOPIC = "https://dateline.example/feed.xml";
const COUNTS: Record<Kind, number> = {
  healthy: 400, slow: 40, dead: 20, endless: 10, redirecting: 10, gone: 10, lying: 10,
}; // prettier-ignore
/** Requests to the hub under way at once: as many as some hubs lose subscribers at. */
const AT_ONCE = 25;

let publication: DeployedPublication;
let hubState: S3Store;
let bucketsBefore: string[];
const subscribers = new Subscribers(COUNTS);

async function subscribe({ callback, secret }: Subscriber): Promise<void> {
  const form = { "hub.mode": "subscribe", "hub.topic": TOPIC, "hub.callback": callback, "hub.secret": secret };
  expect(await publication.atHub("POST", form)).toMatchObject({ status: 202 });
}

/** All that a function has written into its log group. */
async function logOf(logGroupName: string): Promise<string> {
  const answer = await request(aws.endpoint, {
    method: "POST",
    headers: { "x-amz-target": "Logs_20140328.FilterLogEvents", "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify({ logGroupName }),
  });
  const { events = [] } = (await answer.body.json()) as { events?: { message: string }[] };
  return events.map(({ message }) => message).join("\n");
}

const isSubscribed = async ({ callback }: Subscriber) =>
  (await hubState.get(subscriptionKey(TOPIC, subscriberOf(callback)))) !== undefined;
const subscriptions = () => Array.fromAsync(hubState.list("subscriptions/"));
const article = (title: string) => `---\ntitle: ${title}\npublished: ${new Date().toISOString()}\n---\n\nThe story.\n`;

/** The document as every reader gets it now. */
async function document(): Promise<Buffer> {
  return Buffer.from((await publication.site.get("feed.xml"))!.bytes);
}

function expectSigned({ deliveries, secret }: Subscriber, bytes: Buffer): void {
  const { body, headers } = deliveries.at(-1)!;
  expect(body.equals(bytes)).toBe(true);
  expect(headers).toMatchObject({
    "content-type": "application/xml; charset=utf-8",
    "x-hub-signature": `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`,
    link: expect.stringContaining(`<https://dateline.example/hub>; rel="hub"`),
  });
}

describe.skipIf(!isEmulated)("the hub on AWS", () => {
  beforeAll(async () => {
    await aws.bootstrap();
    bucketsBefore = await bucketsOfStack();
    publication = new DeployedPublication(aws, await deploy(["ephemeral=true"]));
    hubState = new S3Store({ bucket: publication.outputs.StateBucket!, client: s3, prefix: "hub/" });
    await eventually("the feed is there", () => publication.read("feed.xml"));
    await publication.settle();
    await subscribers.open();
  });
  afterAll(() => subscribers.close());

  test("its door says what it wants", async () => {
    expect(await publication.atHub("GET")).toMatchObject({ status: 405, headers: { allow: "POST" } });
    const refused = await publication.atHub("POST", { "hub.mode": "subscribe", "hub.topic": TOPIC });
    expect(refused).toMatchObject({ status: 400, text: "hub.callback is missing\n" });
  });

  test("of 500 subscribers who come at once, all who agree are subscribed", async () => {
    const waiting = [...subscribers.all];
    const one = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await subscribe(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    const agreeing = subscribers.all.length - COUNTS.lying;
    await eventually("they are subscribed", async () => (await subscriptions()).length >= agreeing);
    await eventually("no request waits", async () => (await publication.messages("VerificationsQueue")) === 0);
    expect(await subscriptions()).toHaveLength(agreeing);
    expect(await Array.fromAsync(hubState.list("pending/"))).toEqual([]);
  });

  test("an article reaches all who can be reached, whatever the others do", async () => {
    subscribers.close(["dead"]);
    const started = Date.now();
    await publication.write("articles/news.md", article("News for five hundred"));
    const told = subscribers.of("healthy", "slow");
    await eventually("they are told", async () => told.every(({ deliveries }) => deliveries.length > 0));

    const bytes = await document();
    expect(bytes.toString()).toContain("News for five hundred");
    for (const each of told) expectSigned(each, bytes);
    const lastMillis = (kind: Kind) =>
      Math.max(...subscribers.of(kind).map((each) => each.deliveries[0]!.millis - started));
    console.info(`after the article was put: the last healthy one told ${lastMillis("healthy")} ms, the last slow one ${lastMillis("slow")} ms`); // prettier-ignore
  });

  test("who was down is tried again, and told", async () => {
    await subscribers.reopen("dead");
    const back = subscribers.of("dead");
    await eventually("they are told", async () => back.every(({ deliveries }) => deliveries.length > 0));
    for (const each of back) expectSigned(each, await document());
  });

  test("who said 410 is subscribed no more; who does anything else is", async () => {
    for (const each of subscribers.of("gone", "lying")) expect(await isSubscribed(each)).toBe(false);
    for (const each of subscribers.of("dead", "endless", "redirecting")) expect(await isSubscribed(each)).toBe(true);
    for (const each of subscribers.of("lying")) expect(each.deliveries).toEqual([]);
    expect(subscribers.strayRequests).toBe(0);
  });

  test("hardly anybody who took the document is sent it again", () => {
    const told = subscribers.of("healthy", "slow", "endless");
    const again = told.filter(({ deliveries }) => deliveries.length > 1);
    // Deliveries are at least once: on a busy machine one may take longer than its subscriber is given.
    expect(again.length).toBeLessThan(told.length / 20);
  });

  test("no message has failed", async () => {
    for (const queue of [
      "AnnouncementsDeadLettersQueue",
      "DeliveriesDeadLettersQueue",
      "VerificationsDeadLettersQueue",
    ] as const) {
      expect(await publication.messages(queue)).toBe(0);
    }
  });

  test("neither the site nor what the functions log says who subscribes", async () => {
    const log = await readFile(inject("emulator")!.log, "utf8");
    const said: string[] = [];
    for (const run of ["Subscribe", "Verify", "Distribute", "Deliver"]) {
      const lines = await logOf(publication.outputs[`${run}Logs`]!);
      expect(lines.includes(`run: '${run.toLowerCase()}'`), run).toBe(true);
      said.push(lines);
    }
    const site = Object.values(await publication.documents()).map((bytes) => bytes.toString());
    for (const text of [log, ...said, ...site]) expect(text.match(/callback-of-|secret-of-/)?.[0]).toBeUndefined();
  });

  test("destroying an ephemeral stack leaves nothing", async () => {
    await cdk(["destroy", "--force", "-c", "ephemeral=true"]);
    expect(await bucketsOfStack()).toEqual(bucketsBefore);
  });
});
