import type { APIGatewayProxyEventV2, SQSEvent } from "aws-lambda";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import { Pace } from "../../lambdas/core/hub/pace.ts";
import type { Fetch, Message } from "../../lambdas/core/ports.ts";

const TOPIC = "https://a.example/feed.xml";
const CALLBACK = "https://reader.example/cb?token=private";
const SECRET = "private secret";
const clock = () => new Date("2026-11-25T12:00:00Z");

let handlers: {
  subscribe: typeof import("../../lambdas/subscribe.ts").subscribeHandler;
  verify: typeof import("../../lambdas/verify.ts").verifyHandler;
  distribute: typeof import("../../lambdas/distribute.ts").distributeHandler;
  deliver: typeof import("../../lambdas/deliver.ts").deliverHandler;
};
beforeAll(async () => {
  const names = ["STATE_BUCKET", "STATE_PREFIX", "SITE_BUCKET", "BASE_URL", "VERIFICATIONS_QUEUE", "DELIVERIES_QUEUE"];
  for (const name of names) vi.stubEnv(name, name.toLowerCase());
  handlers = {
    subscribe: (await import("../../lambdas/subscribe.ts")).subscribeHandler,
    verify: (await import("../../lambdas/verify.ts")).verifyHandler,
    distribute: (await import("../../lambdas/distribute.ts")).distributeHandler,
    deliver: (await import("../../lambdas/deliver.ts")).deliverHandler,
  };
});

class Outbox {
  readonly sent: Message[] = [];
  send = async (messages: readonly Message[]) => void this.sent.push(...messages);
}

let state: MemoryStore;
let site: MemoryStore;
let queue: Outbox;
let logged: unknown[];
const asked: string[] = [];
/** Agrees to whatever it is asked, and takes whatever it is sent. */
const agree: Fetch = async ({ target }) => {
  asked.push(target);
  const challenge = new URL(target, "http://x.example").searchParams.get("hub.challenge") ?? "";
  return { outcome: "answered", status: 200, retryAfter: undefined, body: Buffer.from(challenge) };
};
const ports = (fetch: Fetch = agree) => ({
  state,
  site,
  clock,
  fetch,
  pace: new Pace(clock),
  ledger: new MemoryStore(),
  settings: state,
  complain: () => undefined,
  verifications: queue,
  deliveries: queue,
});

beforeEach(async () => {
  [state, site, queue, logged] = [new MemoryStore(), new MemoryStore(), new Outbox(), []];
  asked.length = 0;
  await site.put("feed.xml", Buffer.from("<rss/>"));
  for (const method of ["info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation((line: unknown) => void logged.push(line));
  }
});

const form = new URLSearchParams({
  "hub.mode": "subscribe",
  "hub.topic": TOPIC,
  "hub.callback": CALLBACK,
  "hub.secret": SECRET,
}).toString();

/** As API Gateway gives it (payload format 2.0): a form is no text to it. */
const called = (changes: { method?: string; body?: string; forwarded?: string; isBase64Encoded?: boolean } = {}) => {
  const { method = "POST", body = Buffer.from(form).toString("base64"), forwarded, isBase64Encoded = true } = changes;
  return {
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(forwarded !== undefined && { "x-forwarded-for": forwarded }),
    },
    requestContext: { http: { method, sourceIp: "192.0.2.1" } },
    body,
    isBase64Encoded,
  } as unknown as APIGatewayProxyEventV2;
};
const batch = (...messages: (Message & { notBefore?: number })[]) =>
  ({
    Records: messages.map(({ body, notBefore }, index) => ({
      messageId: `message ${index}`,
      body,
      messageAttributes: notBefore === undefined ? {} : { notBefore: { stringValue: String(notBefore) } },
    })),
  }) as unknown as SQSEvent;

const rules = { baseUrl: "https://a.example", reach: "public" } as const;
const subscribe = (event: APIGatewayProxyEventV2) => handlers.subscribe(ports(), rules)(event);

/** A request that waits to be verified. */
async function waiting(): Promise<Message> {
  await subscribe(called());
  return queue.sent.pop()!;
}

/** One batch of deliveries to one subscriber, as distribution makes it. */
async function delivery(): Promise<Message> {
  await handlers.verify(ports(), rules.baseUrl)(batch(await waiting()));
  await site.put("feed.xml", Buffer.from("<rss>news</rss>"));
  const announcement = { channel: "websub", documents: ["feed.xml"], changes: [], baseUrl: rules.baseUrl, hubs: [] };
  await handlers.distribute(ports())(batch({ body: JSON.stringify(announcement) }));
  return queue.sent.pop()!;
}

describe("subscribe", () => {
  test.each([
    ["in base64", called()],
    ["as text", called({ body: form, isBase64Encoded: false })],
  ])("a request whose body comes %s waits to be verified", async (_, event) => {
    expect(await subscribe(event)).toMatchObject({ statusCode: 202, headers: { "Cache-Control": "no-store" } });
    expect(JSON.parse(queue.sent[0]!.body)).toMatchObject({ request: { callback: CALLBACK, secret: SECRET } });
  });

  test("another method is answered with the one that is meant", async () => {
    expect(await subscribe(called({ method: "GET" }))).toMatchObject({ statusCode: 405, headers: { Allow: "POST" } });
  });

  test("who sent it is whom CloudFront names, not what its caller says", async () => {
    const sources = async () =>
      new Set(await Array.fromAsync(state.list("pending/sources/"), ({ key }) => key.split("/")[2]));
    // CloudFront adds 198.51.100.7, API Gateway CloudFront's own address.
    await subscribe(called({ forwarded: "198.51.100.7, 192.0.2.1" }));
    await subscribe(called({ forwarded: "made up, 198.51.100.7, 192.0.2.9" }));
    expect((await sources()).size).toBe(1);
    await subscribe(called({ forwarded: "198.51.100.8,192.0.2.1" }));
    expect((await sources()).size).toBe(2);
  });

  test("a failure is one of the function, and says nothing of the callback", async () => {
    site.get = async () => {
      throw Object.assign(new TypeError("Invalid URL"), { input: CALLBACK });
    };
    const failing = subscribe(called());
    await expect(failing).rejects.toThrow("a request to the hub failed");
    await expect(failing).rejects.not.toHaveProperty("input");
    expect(JSON.stringify(logged)).not.toContain("reader.example");
  });
});

describe("verify", () => {
  test("a request is verified, and carried out", async () => {
    expect(await handlers.verify(ports(), rules.baseUrl)(batch(await waiting()))).toEqual({ batchItemFailures: [] });
    expect(await Array.fromAsync(state.list("subscriptions/"))).toHaveLength(1);
    expect(logged.at(-1)).toMatchObject({ run: "verify", messages: 1, failedMessages: 0, verified: 1 });
  });
});

describe("deliver", () => {
  test("outcomes of all messages are counted together", async () => {
    const message = await delivery();
    expect(await handlers.deliver(ports())(batch(message, message))).toEqual({ batchItemFailures: [] });
    expect(logged.at(-1)).toMatchObject({ run: "deliver", messages: 2, delivered: 2 });
    expect(asked.filter((target) => target === "/cb?token=private")).toHaveLength(2);
  });

  test("a message before its time goes back for the rest of it, and counts as done", async () => {
    const message = await delivery();
    asked.length = 0;
    const notBefore = clock().getTime() + 1000_000;
    const answer = await handlers.deliver(ports())(batch({ ...message, notBefore }));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(queue.sent).toEqual([{ body: message.body, delaySeconds: 1000 }]);
    expect(asked).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ messages: 1, early: 1 });
  });

  test("a message whose time has come is not sent back", async () => {
    const message = await delivery();
    await handlers.deliver(ports())(batch({ ...message, notBefore: clock().getTime() }));
    expect(queue.sent).toEqual([]);
    expect(logged.at(-1)).toMatchObject({ delivered: 1 });
  });
});

describe("each worker", () => {
  test("a message that fails, fails alone", async () => {
    const good = await delivery();
    const answer = await handlers.deliver(ports())(batch({ body: "private, and no JSON" }, good));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "message 0" }] });
    expect(logged.at(-1)).toMatchObject({ messages: 2, failedMessages: 1, delivered: 1 });
  });

  test("when all of a batch fails the function fails, and says why no more than three times", async () => {
    site.get = async () => {
      throw new Error("out of reach", { cause: new Error("ECONNRESET") });
    };
    const good = { body: JSON.stringify({ channel: "websub", subject: { document: "feed.xml" }, recipients: ["a"] }) };
    const failing = handlers.deliver(ports())(batch(...Array.from({ length: 10 }, () => good)));
    await expect(failing).rejects.toThrow("none of 10 messages could be worked on");
    expect(logged.filter((line) => JSON.stringify(line).includes("ECONNRESET"))).toHaveLength(3);
  });

  test("logs neither callbacks nor secrets nor what a message holds", async () => {
    const message = await delivery();
    const unanswered: Fetch = async () => ({ outcome: "unanswered", cause: "ECONNREFUSED" });
    await handlers.deliver(ports(unanswered))(batch(message, { body: "private, and no JSON" }));
    await handlers.verify(ports(unanswered), rules.baseUrl)(batch(await waiting()));
    expect(logged.length).toBeGreaterThan(5);
    expect(JSON.stringify(logged)).not.toMatch(/private|reader\.example|a\.example/);
  });
});
