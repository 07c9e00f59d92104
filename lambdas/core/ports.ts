/** What the core needs from the outside. Each home (one machine, AWS) brings its own. */

/** Opaque mark of one state of one key: equal versions mean equal bytes (S3: the ETag). */
export type Version = string;

export interface Stored {
  bytes: Uint8Array;
  version: Version;
}

export interface Listed {
  key: string;
  version: Version;
}

/** When a conditional write may happen: only onto nothing, or only onto the version that was read. */
export type Condition = "if-absent" | { ifVersion: Version };

export type Written = { outcome: "written"; version: Version } | { outcome: "conflict" };

/**
 * Bytes by key, with S3's semantics: strongly consistent, atomic per key, no transactions across keys.
 * Keys are relative paths with forward slashes, below 1,024 bytes of UTF-8.
 */
export interface Store {
  /** The bytes and version of a key, or `undefined` when there is none. */
  get(key: string): Promise<Stored | undefined>;
  /** Writes all of the bytes or nothing. Without a condition the last writer wins. */
  put(key: string, bytes: Uint8Array): Promise<Written>;
  put(key: string, bytes: Uint8Array, condition: Condition): Promise<Written>;
  /** Removes a key; one that is not there is no error. */
  delete(key: string): Promise<void>;
  /** Every key that starts with `prefix`, in the order of its UTF-8 bytes; stop reading early to save requests. */
  list(prefix: string): AsyncIterable<Listed>;
}

/** The moment it is now. The core has no clock of its own. */
export type Clock = () => Date;
