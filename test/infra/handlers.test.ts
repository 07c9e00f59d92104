import type { SQSEvent } from "aws-lambda";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import type { Ports } from "../../lambdas/core/ports.ts";
import { workHere } from "../../lambdas/core/pure-work.ts";

const program = { version: "1" };
let publishHandler: typeof import("../../lambdas/publish.ts").publishHandler;
let scheduleHandler: typeof import("../../lambdas/schedule.ts").scheduleHandler;

beforeAll(async () => {
  const names = [
    "CONTENT_BUCKET",
    "STATE_BUCKET",
    "STATE_PREFIX",
    "SITE_BUCKET",
    "PROGRAM_VERSION",
    "ANNOUNCEMENTS_QUEUE",
  ];
  for (const name of names) vi.stubEnv(name, name.toLowerCase());
  ({ publishHandler } = await import("../../lambdas/publish.ts"));
  ({ scheduleHandler } = await import("../../lambdas/schedule.ts"));
});

const text = (value: string) => new TextEncoder().encode(value);

/** A content bucket in which reading some articles fails, as S3 or a bug of ours may. */
class Content extends MemoryStore {
  readonly poisonous = new Set<string>();
  override async get(key: string) {
    if (this.poisonous.has(key)) throw new Error("out of reach", { cause: new Error("ECONNRESET") });
    return super.get(key);
  }
}

let content: Content;
let ports: Ports;
let logged: unknown[];
beforeEach(async () => {
  content = new Content();
  ports = {
    content,
    state: new MemoryStore(),
    site: new MemoryStore(),
    clock: () => new Date("2026-05-01T00:00:00Z"),
    pureWork: workHere,
    announcements: { send: async () => undefined },
  };
  await content.put(
    "publication.yaml",
    text("title: News\ndescription: d\nbaseUrl: https://a.example\nlanguage: en\nauthors: [{ name: A }]\n"),
  );
  logged = [];
  for (const method of ["info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation((line: unknown) => void logged.push(line));
  }
});

const write = (name: string) =>
  content.put(
    `articles/${name}.md`,
    text(`---\ntitle: ${name} of secret matter\npublished: 2026-04-01\n---\n\nText.\n`),
  );

/** A batch of SQS messages, each with the S3 event of one object. */
const batch = (...keys: string[]) =>
  ({
    Records: keys.map((key) => ({ messageId: key, body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }) })),
  }) as SQSEvent;

async function publishedTitles(): Promise<string> {
  const feed = await ports.site.get("feed.json");
  return feed ? new TextDecoder().decode(feed.bytes) : "";
}

describe("publish", () => {
  test("a batch is published together, keys decoded", async () => {
    await write("one thing");
    await write("other+thing");
    const answer = await publishHandler(ports, program)(batch("articles/one+thing.md", "articles/other%2Bthing.md"));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(await publishedTitles()).toMatch(/one thing[^]*other\+thing|other\+thing[^]*one thing/);
    expect(logged).toMatchObject([{ run: "publish", published: 2, leftOut: 0 }]);
  });

  test("a message that cannot be published fails alone", async () => {
    for (const name of ["one", "two", "three"]) await write(name);
    content.poisonous.add("articles/two.md");
    const keys = ["articles/one.md", "articles/two.md", "articles/three.md"];
    const answer = await publishHandler(ports, program)(batch(...keys));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "articles/two.md" }] });
    expect(await publishedTitles()).toContain("one of");
    expect(await publishedTitles()).toContain("three of");
  });

  test("a message that is no notification fails alone, and is not quoted in the log", async () => {
    await write("one");
    const { Records } = batch("articles/one.md");
    const Poison = { messageId: "poison", body: "a secret, and no JSON" };
    const answer = await publishHandler(ports, program)({ Records: [Poison, ...Records] } as SQSEvent);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "poison" }] });
    expect(await publishedTitles()).toContain("one of");
    expect(JSON.stringify(logged)).not.toContain("secret,");
  });

  test("when the store is out of reach, all fail without each being waited for, and the function with them", async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `articles/${index}.md`);
    for (const key of keys) content.poisonous.add(key);
    const failing = publishHandler(ports, program)(batch(...keys));
    await expect(failing).rejects.toThrow("none of 50 messages could be published");
    expect(logged).toHaveLength(4);
  });

  test("the test message that S3 sends to a new queue means nothing", async () => {
    const body = JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "b" });
    const event = { Records: [{ messageId: "1", body }] } as SQSEvent;
    expect(await publishHandler(ports, program)(event)).toEqual({ batchItemFailures: [] });
  });

  test("no log line holds what an author wrote", async () => {
    await write("one");
    await content.put("articles/bad.md", text("---\ntitle: fine\npublished: 31 secret 2026\n---\n\nText.\n"));
    await publishHandler(ports, program)(batch("articles/one.md", "articles/bad.md"));
    expect(logged).toMatchObject([{ leftOut: 1, where: [{ path: "articles/bad.md" }] }]);
    expect(JSON.stringify(logged)).not.toContain("secret");
  });

  test("settings that cannot be used are counted as left out; the schedule publishes once they can", async () => {
    await content.put("publication.yaml", text("title: [\n"));
    await write("one");
    expect(await publishHandler(ports, program)(batch("articles/one.md"))).toEqual({ batchItemFailures: [] });
    expect(logged).toMatchObject([{ leftOut: 1, where: [{ path: "publication.yaml" }] }]);
  });
});

describe("schedule", () => {
  test("a tick and a reconciliation", async () => {
    await write("one");
    await scheduleHandler(ports, program)({ run: "tick" });
    expect(await publishedTitles()).toContain("one of");
    await write("two");
    await scheduleHandler(ports, program)({ run: "reconcile" });
    expect(await publishedTitles()).toContain("two of");
    expect(logged).toMatchObject([{ run: "tick" }, { run: "reconcile" }]);
  });

  test("a failure is logged with its causes, and is a failure of the function", async () => {
    content.poisonous.add("publication.yaml");
    await expect(scheduleHandler(ports, program)({ run: "tick" })).rejects.toThrow("out of reach");
    expect(logged).toEqual([{ run: "tick", failed: ["Error: out of reach", "Error: ECONNRESET"] }]);
  });

  test("a run of another name is refused", async () => {
    const event = { run: "constructor" } as unknown as { run: "tick" };
    await expect(scheduleHandler(ports, program)(event)).rejects.toThrow("there are tick, reconcile");
  });
});
