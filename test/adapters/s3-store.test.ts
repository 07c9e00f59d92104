import type { S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { siteHeaders } from "../../lambdas/adapters/site-headers.ts";
import { decodeKey, S3Store } from "../../lambdas/adapters/s3-store.ts";
import { renderArticlePage } from "../../lambdas/core/site/article-page.ts";
import { renderGonePage } from "../../lambdas/core/site/gone-page.ts";
import { renderMovedPage } from "../../lambdas/core/site/moved-page.ts";
import { entry, publication } from "../core/site/sample.ts";

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
  const client = { send } as unknown as S3Client;
  return { sent, client, store: new S3Store({ bucket: "b", client, prefix: "p/" }) };
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

test("S3 keeps with a page its media type, its lifetime and what it says of its own status", async () => {
  const { sent, client } = s3Answering(...Array.from({ length: 5 }, () => ({ ETag: '"v"' })));
  const store = new S3Store({ bucket: "b", client, headersFor: siteHeaders });
  const moved = renderMovedPage("old", "https://tide.example/articles/new/", publication);
  for (const { key, bytes } of [moved, renderGonePage("old", publication), renderArticlePage(entry, publication)])
    await store.put(key, bytes);
  for (const key of ["tags/fog/feed.json", "feeds.opml"]) await store.put(key, nothing);
  const html = { ContentType: "text/html; charset=utf-8", CacheControl: "public, max-age=60" };
  expect(sent.map(({ input }) => input)).toMatchObject([
    { ...html, Metadata: { status: "301", location: "https://tide.example/articles/new/" } },
    { ...html, Metadata: { status: "410" } },
    { ...html, Metadata: {} },
    // CloudFront compresses no type that it does not know, and it knows no application/feed+json and no text/x-opml.
    {
      ContentType: "application/json; charset=utf-8",
      Metadata: { type: "application/feed+json; charset=utf-8" },
    },
    { ContentType: "application/xml; charset=utf-8", Metadata: { type: "text/x-opml; charset=utf-8" } },
  ]);
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
