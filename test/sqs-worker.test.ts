import { listenToLog } from "./lambda-environment.ts";
import type { SQSEvent } from "aws-lambda";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Message, Queue } from "../lambdas/core/ports.ts";
import { deliverHandler } from "../lambdas/deliver.ts";
import { distributeHandler } from "../lambdas/distribute.ts";
import { verifyHandler } from "../lambdas/verify.ts";
import { BASE_URL, CALLBACK, TestHub } from "./core/hub/subscriber.ts";

let hub: TestHub;
let logged: unknown[];
beforeEach(async () => {
  [hub, logged] = [new TestHub(), listenToLog()];
  await hub.publish("<rss/>");
});

const batch = (...messages: (Message & { notBefore?: number })[]) =>
  ({
    Records: messages.map(({ body, notBefore }, index) => ({
      messageId: `message ${index}`,
      body,
      messageAttributes: notBefore === undefined ? {} : { notBefore: { stringValue: String(notBefore) } },
    })),
  }) as unknown as SQSEvent;

const verify = (...messages: Message[]) => verifyHandler(hub.ports, BASE_URL)(batch(...messages));
const deliver = (...messages: Parameters<typeof batch>) => deliverHandler(hub.ports)(batch(...messages));

async function takeFrom(queue: Queue): Promise<Message> {
  const [taken] = await queue.take(1);
  await queue.done(taken!);
  return { body: taken!.body };
}

/** A request that waits to be verified. */
async function waiting(): Promise<Message> {
  await hub.subscribe(CALLBACK, { "hub.secret": "s3cret" });
  return takeFrom(hub.verifications);
}

/** One batch of deliveries to one subscriber, as distribution makes it. */
async function delivery(): Promise<Message> {
  await verify(await waiting());
  await hub.publish("<rss>news</rss>");
  await hub.announce();
  await distributeHandler(hub.ports)(batch(await takeFrom(hub.announcements)));
  hub.requests.length = 0;
  return takeFrom(hub.deliveries);
}

test("a request is verified and carried out, and counted", async () => {
  expect(await verify(await waiting())).toEqual({ batchItemFailures: [] });
  expect(await hub.subscription()).toBeDefined();
  expect(logged.at(-1)).toMatchObject({ run: "verify", messages: 1, failedMessages: 0, verified: 1 });
});

test("outcomes of all messages are counted together", async () => {
  const message = await delivery();
  expect(await deliver(message, message)).toEqual({ batchItemFailures: [] });
  expect(logged.at(-1)).toMatchObject({ run: "deliver", messages: 2, delivered: 2 });
  expect(hub.delivered).toHaveLength(2);
});

describe("a message with a moment before which it is too early", () => {
  test("goes back for the rest of its time, and counts as done", async () => {
    const message = await delivery();
    const send = vi.spyOn(hub.deliveries, "send");
    const answer = await deliver({ ...message, notBefore: hub.now.getTime() + 1000_000 });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(send.mock.calls).toEqual([[[{ ...message, delaySeconds: 1000 }]]]);
    expect(hub.requests).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ messages: 1, early: 1 });
  });

  test("is worked on when that has come", async () => {
    await deliver({ ...(await delivery()), notBefore: hub.now.getTime() });
    expect(await hub.deliveries.take(1)).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ delivered: 1 });
  });
});

test("a message that fails, fails alone", async () => {
  const good = await delivery();
  const answer = await deliver({ body: "private, and no JSON" }, good);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message 0" }] });
  expect(logged.at(-1)).toMatchObject({ messages: 2, failedMessages: 1, delivered: 1 });
});

test("when all of a batch fails the function fails, and says why no more than three times", async () => {
  const good = await delivery();
  const outage = new Error("out of reach", { cause: new Error("ECONNRESET") });
  vi.spyOn(hub.site, "get").mockRejectedValue(outage);
  const failing = deliver(...Array.from({ length: 10 }, () => good));
  await expect(failing).rejects.toThrow("all of 10 messages failed");
  expect(logged.filter((line) => JSON.stringify(line).includes("ECONNRESET"))).toHaveLength(3);
});

test("neither callbacks nor secrets nor what a message holds are logged", async () => {
  const message = await delivery();
  hub.answer = () => ({ outcome: "unanswered", cause: "ECONNREFUSED" });
  await deliver(message, { body: "private, and no JSON" });
  await verify(await waiting());
  expect(logged).toHaveLength(5);
  expect(JSON.stringify(logged)).not.toMatch(/private|s3cret|(reader|news)\.example/);
});
