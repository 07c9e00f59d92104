import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { LRUCache } from "lru-cache";
import { isFeedDocument } from "../core/feed/feed-name.ts";
import { servedAs, type ServedAs } from "../core/site/served-as.ts";
import { encode, isCompressible, type Coding } from "./coding.ts";

const MOST_BYTES = 128 * 1024 * 1024;
/** A recording is read from the disk while it is sent. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** What is known of one document, so that nothing has to be read to answer for it. */
export interface Held {
  key: string;
  /** MD5 of the bytes, of which S3 makes its ETag too. */
  digest: string;
  /** When it was written, in whole seconds, and the same as `Last-Modified` says it (RFC 9110 §5.6.7). */
  modifiedMillis: number;
  modified: string;
  served: ServedAs;
  isCompressible: boolean;
  /** `undefined` when the file is too large to be held. */
  bytes: Buffer | undefined;
  /** Made when they are first asked for, once for all who ask. */
  encoded: Partial<Record<Coding, Promise<Buffer>>>;
}

/** The documents in a folder, those in memory that were asked for last. Whoever changes a file has to say so. */
export class HeldDocuments {
  readonly root: string;
  readonly #held = new LRUCache<string, Held>({ maxSize: MOST_BYTES, sizeCalculation: sizeOf });
  readonly #loading = new Map<string, Promise<Held | undefined>>();

  constructor(root: string) {
    this.root = root;
  }

  get heldBytes(): number {
    return this.#held.calculatedSize;
  }

  /** What is held, at once; what is not, or is not there at all, after a look at the disk. */
  get(key: string): Held | Promise<Held | undefined> {
    return this.#held.get(key) ?? this.#loading.get(key) ?? this.#load(key);
  }

  /** Forgets a document that was written or deleted. One that readers ask for is made ready again before they do. */
  changed(key: string): void {
    const before = this.#held.peek(key);
    this.#held.delete(key);
    this.#loading.delete(key);
    if (before && isFeedDocument(key)) void this.#prepare(key, Object.keys(before.encoded) as Coding[]);
  }

  async #prepare(key: string, codings: Coding[]): Promise<void> {
    try {
      const held = await this.get(key);
      if (held) await Promise.all(codings.map((coding) => encodedAs(held, coding)));
    } catch {
      // Whoever asks next meets the same failure, and is told of it.
    }
  }

  #load(key: string): Promise<Held | undefined> {
    const loading = readDocument(join(this.root, key), key).then(
      (held) => {
        // What was read while the file changed is given to those who asked before, and to nobody afterwards.
        if (this.#loading.get(key) === loading && held) this.#held.set(key, held);
        this.#forget(key, loading);
        return held;
      },
      (error: unknown) => {
        this.#forget(key, loading);
        throw new Error(`cannot read ${key} in ${this.root}`, { cause: error });
      },
    );
    this.#loading.set(key, loading);
    return loading;
  }

  #forget(key: string, loading: Promise<unknown>): void {
    if (this.#loading.get(key) === loading) this.#loading.delete(key);
  }
}

/** The bytes of a document in a coding; `undefined` when it is too large to be held. */
export async function encodedAs({ bytes, encoded }: Held, coding: Coding): Promise<Buffer | undefined> {
  return bytes && (encoded[coding] ??= encode(bytes, coding));
}

async function readDocument(path: string, key: string): Promise<Held | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const found = await file.stat();
    if (!found.isFile()) return undefined;
    const bytes = found.size <= LARGEST_BYTES ? await file.readFile() : undefined;
    const modifiedMillis = Math.floor(found.mtimeMs / 1000) * 1000;
    const served = servedAs(key, bytes ?? new Uint8Array());
    return {
      key,
      digest: bytes ? createHash("md5").update(bytes).digest("hex") : await digestOfFile(file),
      modifiedMillis,
      modified: new Date(modifiedMillis).toUTCString(),
      served,
      isCompressible: bytes !== undefined && isCompressible(served.contentType, bytes.byteLength),
      bytes,
      encoded: {},
    };
  } finally {
    await file.close();
  }
}

async function digestOfFile(file: FileHandle): Promise<string> {
  const hash = createHash("md5");
  await pipeline(file.createReadStream({ start: 0, autoClose: false }), hash);
  return hash.digest("hex");
}

/** The most that it may grow to, when each coding is made and none is shorter than the bytes. */
function sizeOf({ bytes, isCompressible: grows }: Held): number {
  return 1024 + (bytes?.byteLength ?? 0) * (grows ? 3 : 1);
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG"].includes((error as NodeJS.ErrnoException).code ?? "");
}
