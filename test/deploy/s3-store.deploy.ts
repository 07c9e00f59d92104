import { randomUUID } from "node:crypto";
import { CreateBucketCommand, DeleteBucketCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { siteHeaders } from "../../lambdas/adapters/site-headers.ts";
import { S3Store } from "../../lambdas/adapters/s3-store.ts";
import { storeContract } from "../adapters/store-contract.ts";
import { isEmulated, s3 } from "./emulated.ts";

async function newBucket(): Promise<string> {
  const Bucket = `store-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

async function remove(bucket: string): Promise<void> {
  const all = new S3Store({ bucket, client: s3 });
  const keys = await Array.fromAsync(all.list(""), ({ key }) => key);
  await Promise.all(keys.map((key) => all.delete(key)));
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
}

describe.skipIf(!isEmulated)("on S3", () => {
  for (const prefix of ["", "below/a prefix/"]) {
    storeContract(`S3Store with the prefix "${prefix}"`, async () => {
      const bucket = await newBucket();
      return { store: new S3Store({ bucket, client: s3, prefix }), close: () => remove(bucket) };
    });
  }

  test("a prefix keeps two stores of one bucket apart", async () => {
    const bucket = await newBucket();
    const [one, other] = ["one/", "other/"].map((prefix) => new S3Store({ bucket, client: s3, prefix }));
    await one!.put("key", new Uint8Array([1]));
    expect(await other!.get("key")).toBeUndefined();
    expect(await Array.fromAsync(other!.list(""))).toEqual([]);
    await remove(bucket);
  });

  test("an object is served as its key and its bytes say", async () => {
    const bucket = await newBucket();
    const page = new TextEncoder().encode("<!doctype html>");
    await new S3Store({ bucket, client: s3, headersFor: siteHeaders }).put("index.html", page);
    const { ContentType, CacheControl, Metadata } = await s3.send(
      new HeadObjectCommand({ Bucket: bucket, Key: "index.html" }),
    );
    const headers = { contentType: ContentType, cacheControl: CacheControl, metadata: Metadata };
    expect(headers).toEqual(siteHeaders("index.html", page));
    await remove(bucket);
  });

  test("a bucket that is not there is an error, never an empty store", async () => {
    const store = new S3Store({ bucket: "no-such-bucket-anywhere", client: s3 });
    await expect(store.get("a")).rejects.toThrow("cannot read s3://no-such-bucket-anywhere/a");
    await expect(store.put("a", new Uint8Array(), { ifVersion: '"x"' })).rejects.toThrow("cannot write");
    await expect(Array.fromAsync(store.list("a"))).rejects.toThrow("cannot list");
  });
});
