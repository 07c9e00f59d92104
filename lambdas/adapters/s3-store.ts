import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import type { Condition, Listed, Store, Stored, Written } from "../core/ports.ts";

/** How often a write that S3 answers with "409, somebody else is writing this key" is tried before it counts as lost. */
const RACE_ATTEMPTS = 4;
const RACE_PAUSE_MILLIS = 50;

/** What S3 keeps beside an object's bytes, and hands on with them. */
export interface ObjectHeaders {
  contentType: string;
  cacheControl: string;
  /** Each becomes a header `x-amz-meta-…`; ASCII, 2 KB in all. */
  metadata?: Record<string, string>;
}

/** What the state is kept with: nobody but us reads it, and nothing may hold on to it. */
export const stateHeaders = (): ObjectHeaders => ({ contentType: "application/json", cacheControl: "no-store" });

export interface S3StoreOptions {
  bucket: string;
  client: S3Client;
  /** What every key starts with in the bucket, a slash at its end. */
  prefix?: string;
  headersFor?: (key: string, bytes: Uint8Array) => ObjectHeaders | Promise<ObjectHeaders>;
}

/**
 * A `Store` in one S3 bucket. The version is the ETag as S3 wrote it, quotes and all.
 *
 * A request that S3 carried out but whose answer was lost is sent again by the SDK, so a conditional write of our own may come back
 * as a conflict: whoever gets one reads again before deciding anything, as with any other conflict.
 */
export class S3Store implements Store {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #headersFor: S3StoreOptions["headersFor"];

  constructor({ bucket, client, prefix = "", headersFor }: S3StoreOptions) {
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix;
    this.#headersFor = headersFor;
  }

  async get(key: string): Promise<Stored | undefined> {
    try {
      const found = await this.#client.send(new GetObjectCommand(this.#at(key)));
      return { bytes: await found.Body!.transformToByteArray(), version: found.ETag! };
    } catch (error) {
      if (isNamed(error, "NoSuchKey")) return undefined;
      throw this.#failed("read", key, error);
    }
  }

  async put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written> {
    const headers = await this.#headersFor?.(key, bytes);
    const input: PutObjectCommandInput = {
      ...this.#at(key),
      Body: bytes,
      ContentType: headers?.contentType,
      CacheControl: headers?.cacheControl,
      Metadata: headers?.metadata,
      ...(condition === "if-absent" && { IfNoneMatch: "*" }),
      ...(typeof condition === "object" && { IfMatch: condition.ifVersion }),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        const { ETag } = await this.#client.send(new PutObjectCommand(input));
        return { outcome: "written", version: ETag! };
      } catch (error) {
        if (isNamed(error, "PreconditionFailed")) return { outcome: "conflict" };
        // The object that `If-Match` names is gone.
        if (typeof condition === "object" && isNamed(error, "NoSuchKey")) return { outcome: "conflict" };
        if (!isNamed(error, "ConditionalRequestConflict")) throw this.#failed("write", key, error);
        if (attempt === RACE_ATTEMPTS) return { outcome: "conflict" };
        await sleep(RACE_PAUSE_MILLIS * attempt * (1 + Math.random()));
      }
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await this.#client.send(new DeleteObjectCommand(this.#at(key)));
    } catch (error) {
      throw this.#failed("delete", key, error);
    }
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    let continuation: string | undefined;
    do {
      const page = await this.#page(prefix, continuation);
      for (const { Key, ETag } of page.Contents ?? []) {
        yield { key: decodeKey(Key!).slice(this.#prefix.length), version: ETag! };
      }
      continuation = page.NextContinuationToken;
    } while (continuation !== undefined);
  }

  async #page(prefix: string, continuation: string | undefined) {
    try {
      return await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: this.#prefix + prefix,
          ContinuationToken: continuation,
          // Without it, one key with a control character makes the whole answer unreadable XML.
          EncodingType: "url",
        }),
      );
    } catch (error) {
      throw this.#failed("list", prefix, error);
    }
  }

  #at(key: string) {
    return { Bucket: this.#bucket, Key: this.#prefix + key };
  }

  #failed(verb: string, key: string, cause: unknown): Error {
    return new Error(`cannot ${verb} s3://${this.#bucket}/${this.#prefix}${key}`, { cause });
  }
}

/** Retries what S3 calls temporary, gives up on a connection that answers nothing. */
export function newS3Client(): S3Client {
  return new S3Client({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
}

/** A key as S3 writes it in events and in listings of encoding type `url`. */
export function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll("+", " "));
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
