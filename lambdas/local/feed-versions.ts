import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { LRUCache } from "lru-cache";
import { deltaOf, partsOf } from "../core/feed/delta.ts";
import { isFeedDocument } from "../core/feed/feed-name.ts";
import { isCompressible } from "./coding.ts";
import { versionsIn } from "./conditions.ts";
import type { Held } from "./held-documents.ts";

/** A document of 50 entries in 100 versions is 5,000 of these. */
const MOST_ENTRIES = 250_000;
const MOST_DELTA_BYTES = 16 * 1024 * 1024;

/** feedparser asks for deltas whoever uses it, and who does (rss2email) need not know what 226 is. */
const TAKES_226_FOR_AN_ERROR = /^(?:feedparser|rss2email)\//;

/** What has changed in a document since the version that a reader has, as its ETag names it. */
export interface Changed {
  delta: Held;
  since: string;
}

/** What readers of deltas have got, as far back as there is room for it, and what has changed since. */
export class FeedVersions {
  /** By document and version, the digests of its entries. */
  readonly #versions = new LRUCache<string, Set<string>>({
    maxSize: MOST_ENTRIES,
    sizeCalculation: ({ size }) => size + 1,
  });
  /** By document and its two versions, made when the first reader needs it. */
  readonly #deltas = new LRUCache<string, Held>({
    maxSize: MOST_DELTA_BYTES,
    sizeCalculation: ({ bytes }) => 1024 + 3 * (bytes?.byteLength ?? 0),
  });

  /**
   * The document without the entries that a reader has, under the digest of the whole (RFC 3229 §5); `undefined` for
   * who does not ask for that, or has nothing that is known and of use.
   */
  deltaFor(held: Held, headers: IncomingHttpHeaders): Changed | undefined {
    if (held.bytes === undefined || !acceptsDelta(held.key, headers["a-im"])) return undefined;
    if (TAKES_226_FOR_AN_ERROR.test(headers["user-agent"] ?? "")) return undefined;
    this.#remember(held);
    for (const { tag, digest } of versionsIn(headers["if-none-match"] ?? "")) {
      const known = digest === held.digest ? undefined : this.#versions.get(`${held.key} ${digest}`);
      const delta = known && this.#deltaSince(held, digest, known);
      if (delta && delta.bytes!.byteLength < held.bytes.byteLength) return { delta, since: tag };
    }
    return undefined;
  }

  /** This reader gets this version now, and names it when it asks again. */
  #remember({ key, digest, bytes }: Held): void {
    const name = `${key} ${digest}`;
    if (this.#versions.has(name)) return;
    this.#versions.set(name, new Set(partsOf(bytes!.toString()).entries.map(digestOf)));
  }

  #deltaSince(held: Held, since: string, known: Set<string>): Held {
    const name = `${held.key} ${since} ${held.digest}`;
    const made = this.#deltas.get(name);
    if (made) return made;
    const document = deltaOf(partsOf(held.bytes!.toString()), (entry) => known.has(digestOf(entry)));
    const bytes = Buffer.from(document);
    const compressible = isCompressible(held.served.contentType, bytes.byteLength);
    // A cache that does not know 226 must not take a part of a feed for the feed (RFC 3229 §10.8).
    const served = { ...held.served, cacheControl: "no-store, im" };
    const delta: Held = { ...held, served, bytes, isCompressible: compressible, encoded: {} };
    this.#deltas.set(name, delta);
    return delta;
  }
}

/** Whether a document can be sent as a delta, and the header `A-IM` (RFC 3229 §10.5.3) accepts that. */
function acceptsDelta(key: string, manipulations: string | string[] | undefined): boolean {
  if (typeof manipulations !== "string" || !isFeedDocument(key) || !key.endsWith(".xml")) return false;
  return manipulations.split(",").some((each) => {
    const [name, ...parameters] = each.split(";").map((part) => part.trim().toLowerCase());
    return name === "feed" && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
}

function digestOf(entry: string): string {
  return createHash("md5").update(entry).digest("base64");
}
