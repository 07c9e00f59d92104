import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { responseSource } from "../../infra/edge/edge-functions.ts";
import type { Settings } from "../../infra/settings.ts";
import { siteHeaders } from "../../lambdas/adapters/site-headers.ts";
import { synthesise } from "./synthesise.ts";

/** Headers as CloudFront's functions see them. */
export type EdgeHeaders = Record<string, { value: string }>;

export interface EdgeAnswer {
  uri?: string;
  statusCode?: number;
  headers: EdgeHeaders;
}

/** Runs a source as CloudFront does: `handler` is a global of a context that has no Node in it. */
export function runAtEdge(source: string, event: unknown): EdgeAnswer {
  return runInNewContext(`${source}\nJSON.parse(JSON.stringify(handler(${JSON.stringify(event)})))`) as EdgeAnswer;
}

export const onRequestSource = readFileSync(join(import.meta.dirname, "../../infra/edge/on-request.js"), "utf8");

/** Of AWS's list those that a site may hold (developer guide, "File types that CloudFront compresses"). */
const COMPRESSED = /^(?:application\/(?:json|xml|rss\+xml)|image\/svg\+xml|text\/(?:css|csv|html|plain|xml))(?:;|$)/;

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

interface Answered {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

/**
 * What the distribution of the stack answers, made of the functions, the policies and the object headers of this
 * repository, and otherwise of what AWS's documentation says of CloudFront and S3.
 */
export class CloudFront {
  readonly #objects: Map<string, Buffer>;
  readonly #onResponse: string;
  readonly #policy: Record<string, string>;

  constructor(documents: { key: string; bytes: Uint8Array }[], settings: Pick<Settings, "baseUrl" | "hubs">) {
    this.#objects = new Map(documents.map(({ key, bytes }) => [key, Buffer.from(bytes)]));
    this.#onResponse = responseSource(settings);
    this.#policy = headersOfPolicy();
  }

  ask(target: string, asked: Record<string, string> = {}): Answered {
    const [uri = "", query = ""] = target.split("?", 2);
    const querystring = Object.fromEntries(
      Array.from(new URLSearchParams(query), ([name, value]) => [name, { value }]),
    );
    const viewer = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name.toLowerCase(), { value }]));
    const request = { method: "GET", uri, querystring, headers: viewer };
    const passed = runAtEdge(onRequestSource, { request });
    if (passed.statusCode !== undefined)
      return {
        status: passed.statusCode,
        headers: { ...this.#policy, ...plain(passed.headers) },
        bytes: Buffer.alloc(0),
      };

    const key = decodeKey(passed.uri!.slice(1));
    if (!this.#objects.has(key)) {
      const { headers, bytes } = this.#origin("404.html", asked);
      // Where the origin answers with an error, functions do not run.
      return { status: 404, headers: { ...headers, ...this.#policy }, bytes };
    }
    const { status, headers, bytes } = this.#origin(key, asked, asked["If-None-Match"]);
    const answered = runAtEdge(this.#onResponse, {
      request: { ...request, uri: passed.uri },
      response: { statusCode: status, headers: edge({ ...headers, ...this.#policy }) },
    });
    return { status: answered.statusCode!, headers: plain(answered.headers), bytes };
  }

  /** What S3 gives, and CloudFront compresses. */
  #origin(key: string, asked: Record<string, string>, ifNoneMatch = ""): Answered {
    const bytes = this.#objects.get(key)!;
    const { contentType, cacheControl, metadata } = siteHeaders(key, bytes);
    const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
    const isCompressed = COMPRESSED.test(contentType) && bytes.byteLength >= 1000;
    const coding = isCompressed ? ["br", "gzip"].find((each) => asked["Accept-Encoding"]?.includes(each)) : undefined;
    const headers = {
      "cache-control": cacheControl,
      etag: coding ? `W/${etag}` : etag,
      ...(isCompressed && { vary: "Accept-Encoding" }),
    };
    if (ifNoneMatch.includes(etag)) return { status: 304, headers, bytes: Buffer.alloc(0) };
    const kept = Object.entries(metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    const said = { ...headers, "content-type": contentType, ...Object.fromEntries(kept) };
    if (coding === undefined) return { status: 200, headers: said, bytes };
    const encoded = coding === "br" ? brotliCompressSync(bytes, QUICK) : gzipSync(bytes);
    return { status: 200, headers: { ...said, "content-encoding": coding }, bytes: encoded };
  }
}

/** What the stack's response headers policy adds to every answer. */
function headersOfPolicy(): Record<string, string> {
  const [policy] = Object.values(synthesise().findResources("AWS::CloudFront::ResponseHeadersPolicy"));
  const { SecurityHeadersConfig: security, CorsConfig: cors } = policy!.Properties.ResponseHeadersPolicyConfig;
  return {
    "content-security-policy": security.ContentSecurityPolicy.ContentSecurityPolicy,
    "x-content-type-options": "nosniff",
    "x-frame-options": security.FrameOptions.FrameOption,
    "referrer-policy": security.ReferrerPolicy.ReferrerPolicy,
    "access-control-allow-origin": cors.AccessControlAllowOrigins.Items.join(","),
    "access-control-expose-headers": cors.AccessControlExposeHeaders.Items.join(","),
  };
}

function decodeKey(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const plain = (headers: EdgeHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]));
const edge = (headers: Record<string, string>): EdgeHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
