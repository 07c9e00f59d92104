import type { S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { decodeKey, S3Store } from "../../lambdas/adapters/s3-store.ts";

type Sent = { name: string; input: Record<string, unknown> };

/** An S3 that gives these answers, one after another, and remembers what it was asked. */
function s3Answering(...answers: unknown[]) {
  const sent: Sent[] = [];
  const send = async ({ constructor, input }: { constructor: { name: string }; input: Record<string, unknown> }) => {
    sent.push({ name: constructor.name, input });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { sent, store: new S3Store({ bucket: "b", client: { send } as unknown as S3Client, prefix: "p/" }) };
}

const failure = (name: string) => Object.assign(new Error(`${name} happened`), { name });
const nothing = new Uint8Array();

describe("S3Store tells S3's answers apart", () => {
  test("a write that came too late is a conflict (412)", async () => {
    const { store, sent } = s3Answering(failure("PreconditionFailed"));
    expect(await store.put("k", nothing, "if-absent")).toEqual({ outcome: "conflict" });
    expect(sent[0]!.input).toMatchObject({ Bucket: "b", Key: "p/k", IfNoneMatch: "*" });
  });

  test("a write onto an object that is gone is a conflict (404)", async () => {
    const { store, sent } = s3Answering(failure("NoSuchKey"));
    expect(await store.put("k", nothing, { ifVersion: '"v"' })).toEqual({ outcome: "conflict" });
    expect(sent[0]!.input).toMatchObject({ IfMatch: '"v"' });
  });

  test("a race is tried again (409)", async () => {
    const { store, sent } = s3Answering(failure("ConditionalRequestConflict"), { ETag: '"v2"' });
    expect(await store.put("k", nothing, { ifVersion: '"v"' })).toEqual({ outcome: "written", version: '"v2"' });
    expect(sent).toHaveLength(2);
  });

  test("a race that never ends is a conflict", async () => {
    const { store, sent } = s3Answering(...Array.from({ length: 9 }, () => failure("ConditionalRequestConflict")));
    expect(await store.put("k", nothing, "if-absent")).toEqual({ outcome: "conflict" });
    expect(sent).toHaveLength(4);
  });

  test("an object that is not there is none, anything else is an outage that names the object", async () => {
    expect(await s3Answering(failure("NoSuchKey")).store.get("k")).toBeUndefined();
    for (const name of ["AccessDenied", "NoSuchBucket", "SlowDown"]) {
      const error: unknown = await s3Answering(failure(name))
        .store.get("k")
        .catch((each: unknown) => each);
      expect(error).toMatchObject({ message: "cannot read s3://b/p/k", cause: { name } });
    }
  });

  test("a plain write onto a bucket that is not there is an outage, not a conflict", async () => {
    await expect(s3Answering(failure("NoSuchBucket")).store.put("k", nothing)).rejects.toThrow(
      "cannot write s3://b/p/k",
    );
  });
});

const page = (key: string) => ({ Contents: [{ Key: `p/${key}`, ETag: '"v"' }], NextContinuationToken: "more" });

test("S3Store asks for the next page of a listing only when it is wanted", async () => {
  const { store, sent } = s3Answering(page("a"), page("b"), { Contents: [] });
  for await (const { key } of store.list("")) if (key === "b") break;
  expect(sent.map(({ input }) => input.ContinuationToken)).toEqual([undefined, "more"]);
});

test("S3Store reads keys as S3 encodes them, in listings and in events", async () => {
  expect(decodeKey("articles/a+b%2Bc/%C3%A9t%C3%A9%01.md")).toBe("articles/a b+c/été\u0001.md");
  const { store } = s3Answering({ Contents: [{ Key: "p/a+b%2Bc", ETag: '"v"' }] });
  expect(await Array.fromAsync(store.list(""))).toEqual([{ key: "a b+c", version: '"v"' }]);
});
