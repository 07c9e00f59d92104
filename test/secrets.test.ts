import { listenToLog } from "./lambda-environment.ts";
import { inspect } from "node:util";
import type { SQSEvent } from "aws-lambda";
import { expect, test, vi } from "vitest";
import { MemoryStore } from "../lambdas/adapters/memory-store.ts";
import { workHere } from "../lambdas/core/pure-work.ts";
import { expectNoSecret, SECRET_ENVIRONMENT, SECRETS } from "./local/planted-secrets.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const article = (...fields: string[]) => bytes(`---\n${fields.join("\n")}\n---\nText.\n`);

/** As an SDK fails: with the request, its signature and its answer in the error. */
function failureOfS3(): Error {
  const headers = { authorization: `AWS4-HMAC-SHA256 Credential=${SECRETS["an AWS access key"]}/20261123` };
  const session = { "x-amz-security-token": SECRETS["an AWS session token"] };
  return Object.assign(new Error("out of reach"), { $response: { headers }, request: { headers: session } });
}

const files: Record<string, Uint8Array> = {
  "publication.yaml": bytes(`title: News\nbaseUrl: https://a.example\nlanguage: en # ${SECRETS["a comment in the settings"]}\n`),
  "articles/draft.md": article("draft: true", `title: ${SECRETS["the text of a draft"]}`),
  "articles/later.md": article("published: 2999-01-01", `title: ${SECRETS["the text under embargo"]}`),
  "articles/open.md": article("title: Open", `note: ${SECRETS["a key of other tools in front matter"]}`),
  "articles/bad.md": article("title: Bad", `published: ${SECRETS["a value that was refused"]}`),
}; // prettier-ignore

test("no secret reaches the log of a function or the site bucket, also when a run fails", async () => {
  for (const [name, value] of Object.entries(SECRET_ENVIRONMENT)) vi.stubEnv(name, value);
  const logged = listenToLog();
  const { publishHandler } = await import("../lambdas/publish.ts");
  const { scheduleHandler } = await import("../lambdas/schedule.ts");

  const [content, site] = [new MemoryStore(), new MemoryStore()];
  for (const [key, value] of Object.entries(files)) await content.put(key, value);
  const sent: string[] = [];
  const announcements = { send: async (all: readonly { body: string }[]) => void sent.push(...all.map(({ body }) => body)) };
  const clock = () => new Date("2026-05-01T00:00:00Z");
  const ports = { content, state: new MemoryStore(), site, clock, pureWork: workHere, announcements };
  const program = { version: "1" };
  const records = Object.keys(files).map((key) => ({ messageId: key, body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }) }));
  const poison = { messageId: "poison", body: `{"token": "${SECRETS["the token in a callback"]}` };
  await publishHandler(ports, program)({ Records: [poison, ...records] } as unknown as SQSEvent);
  await scheduleHandler(ports, program)({ run: "reconcile" });
  vi.spyOn(content, "get").mockRejectedValue(failureOfS3());
  await expect(scheduleHandler(ports, program)({ run: "tick" })).rejects.toThrow("out of reach");

  expect(logged.length).toBeGreaterThan(3);
  expectNoSecret("the log", inspect(logged, { depth: Infinity }));
  const published = [];
  for await (const { key } of site.list("")) published.push(new TextDecoder().decode((await site.get(key))!.bytes));
  expect(published.join("")).toContain("Open");
  expectNoSecret("the site bucket", published.join(""));
  expectNoSecret("what is announced", sent.join(""));
}); // prettier-ignore
