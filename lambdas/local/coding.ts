import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";

/** A content coding (RFC 9110 §8.4.1) in which documents are kept ready, the better one first. */
const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number];

/** As at CloudFront: below that a header costs as much as is saved. */
const FEWEST_BYTES = 1000;

/** 11 takes ten times as long as 9 and saves three parts of a hundred. */
const BROTLI_QUALITY = 9;

/** Whether a document gets smaller: text in any format, and nothing that is compressed already. */
export function isCompressible(contentType: string, lengthBytes: number): boolean {
  return lengthBytes >= FEWEST_BYTES && /^text\/|[/+](?:xml|json)\b/.test(contentType);
}

/**
 * The coding of an answer; `undefined` is identity, which everybody gets who names none: there are readers that ask for
 * nothing and understand nothing else (RFC 9110 §12.5.3 lets a server choose then).
 */
export function acceptedCoding(acceptEncoding: string | undefined): Coding | undefined {
  if (acceptEncoding === undefined) return undefined;
  const known = negotiated.get(acceptEncoding);
  if (known !== undefined) return known.coding;
  const accepted = new Negotiator({ headers: { "accept-encoding": acceptEncoding } }).encodings(CODINGS);
  const coding = CODINGS.find((each) => accepted.includes(each));
  negotiated.set(acceptEncoding, { coding });
  return coding;
}

/** By header: all readers together send a few dozen different ones. */
const negotiated = new LRUCache<string, { coding: Coding | undefined }>({ max: 100 });

export function encode(bytes: Uint8Array, coding: Coding): Promise<Buffer> {
  return coding === "br"
    ? promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
        },
      })
    : promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });
}
