import { listenToLog } from "./lambda-environment.ts";
import type { SQSEvent } from "aws-lambda";
import { beforeEach, expect, test, vi } from "vitest";
import { publishHandler } from "../lambdas/publish.ts";
import { markdown, Newsroom, program } from "./core/newsroom.ts";

let newsroom: Newsroom;
let logged: unknown[];
/** Articles that cannot be read, as S3 or a bug of ours may have it. */
let poisonous: Set<string>;

beforeEach(async () => {
  [newsroom, logged, poisonous] = [await Newsroom.open(), listenToLog(), new Set()];
  const get = newsroom.content.get.bind(newsroom.content);
  vi.spyOn(newsroom.content, "get").mockImplementation(async (key) => {
    if (poisonous.has(key)) throw new Error("out of reach", { cause: new Error("ECONNRESET") });
    return get(key);
  });
});

const write = (name: string) => newsroom.write(`articles/${name}.md`, markdown(name));
const publish = (...messages: { messageId: string; body: string }[]) =>
  publishHandler(newsroom.ports, program)({ Records: messages } as SQSEvent);

/** An SQS message with the S3 event of one object. */
const changed = (key: string) => ({ messageId: key, body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }) });

test("a batch is published together, keys decoded", async () => {
  await write("one thing");
  await write("other+thing");
  const answer = await publish(changed("articles/one+thing.md"), changed("articles/other%2Bthing.md"));
  expect(answer).toEqual({ batchItemFailures: [] });
  expect((await newsroom.titles()).sort()).toEqual(["one thing", "other+thing"]);
  expect(logged).toMatchObject([{ run: "publish", published: 2, leftOut: 0 }]);
});

test("a message that cannot be published fails alone", async () => {
  for (const name of ["one", "two", "three"]) await write(name);
  poisonous.add("articles/two.md");
  const answer = await publish(...["one", "two", "three"].map((name) => changed(`articles/${name}.md`)));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "articles/two.md" }] });
  expect((await newsroom.titles()).sort()).toEqual(["one", "three"]);
});

test("a message that is no notification fails alone, and is not quoted in the log", async () => {
  await write("one");
  const poison = { messageId: "poison", body: "a secret, and no JSON" };
  const answer = await publish(poison, changed("articles/one.md"));
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "poison" }] });
  expect(await newsroom.titles()).toEqual(["one"]);
  expect(logged).toHaveLength(2);
  expect(JSON.stringify(logged)).not.toContain("secret,");
});

test("when the store is out of reach, all fail without each being waited for, and the function with them", async () => {
  const keys = Array.from({ length: 50 }, (_, index) => `articles/${index}.md`);
  poisonous = new Set(keys);
  await expect(publish(...keys.map(changed))).rejects.toThrow("all of 50 messages failed");
  expect(logged).toHaveLength(4);
});

test("the test message that S3 sends to a new queue means nothing", async () => {
  const body = JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "b" });
  expect(await publish({ messageId: "1", body })).toEqual({ batchItemFailures: [] });
});

test("a log line says where something was left out, and not what", async () => {
  await newsroom.write("articles/bad.md", markdown("Fine", "31 secret 2026"));
  await publish(changed("articles/bad.md"));
  expect(logged).toMatchObject([{ leftOut: 1, where: [{ path: "articles/bad.md", line: 3 }] }]);
  expect(JSON.stringify(logged)).not.toContain("secret");
});

test("settings that cannot be used are counted as left out, and fail no message", async () => {
  await newsroom.write("publication.yaml", "title: [\n");
  await write("one");
  expect(await publish(changed("articles/one.md"))).toEqual({ batchItemFailures: [] });
  expect(logged).toMatchObject([{ leftOut: 1, where: [{ path: "publication.yaml" }] }]);
});
