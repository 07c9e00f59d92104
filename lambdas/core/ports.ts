import type { PureWork } from "./pure-work.ts";

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

/**
 * Bytes by key, strongly consistent and atomic per key: a reader sees all of a write or none.
 * Keys are relative paths with forward slashes, below 1,024 bytes of UTF-8.
 */
export interface Files {
  /** The bytes and version of a key, or `undefined` when there is none. */
  get(key: string): Promise<Stored | undefined>;
  /** Writes all of the bytes or nothing; the last writer wins. */
  put(key: string, bytes: Uint8Array): Promise<unknown>;
  /** Removes a key; one that is not there is no error. */
  delete(key: string): Promise<void>;
  /** Every key that starts with `prefix`, in the order of its UTF-8 bytes; stop reading early to save requests. */
  list(prefix: string): AsyncIterable<Listed>;
}

/** When a conditional write may happen: only onto nothing, or only onto the version that was read. */
export type Condition = "if-absent" | { ifVersion: Version };

export type Written = { outcome: "written"; version: Version } | { outcome: "conflict" };

/** Files that several writers may change at once: S3's conditional writes (`If-None-Match: *`, `If-Match`). */
export interface Store extends Files {
  put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written>;
}

export interface HttpRequest {
  method: "GET" | "POST";
  /** Where to connect: scheme, host and port. */
  origin: string;
  /** Path and query, sent byte for byte. */
  target: string;
  headers?: Record<string, string>;
  body?: Uint8Array;
}

export type HttpAnswer =
  | {
      outcome: "answered";
      status: number;
      retryAfter: string | undefined;
      /** `undefined` when it was too long, or did not arrive whole in time: the status stands all the same. */
      body: Uint8Array | undefined;
    }
  /** The address is not one that a stranger may send us to; nothing was sent. */
  | { outcome: "out-of-reach" }
  /** As many requests to its host as there may be are under way; nothing was sent. */
  | { outcome: "busy" }
  /** No answer in time, or no connection. The cause is a code without the address, which may be a secret. */
  | { outcome: "unanswered"; cause: string };

/** Sends one request to an address that a stranger has named. Redirects are answers like any other. */
export type Fetch = (request: HttpRequest) => Promise<HttpAnswer>;

export interface Message {
  body: string;
  /** Nobody takes it before that. */
  delaySeconds?: number;
}

/** A message in the hands of one worker. */
export interface Taken {
  body: string;
  /** How often it has been taken, this time included: more than once when its worker died or failed. */
  attempt: number;
  receipt: string;
}

/**
 * Work for later, at least once and in no promised order: what a worker has taken and not finished comes again after a
 * while, as the worker may be dead.
 */
export interface Queue {
  /** When it returns, the messages outlast the process. */
  send(messages: readonly Message[]): Promise<void>;
  /** Takes what is due, as much as there is up to a number, and does not wait for more. */
  take(atMost: number): Promise<Taken[]>;
  /** Ends a message. Whoever was silent for too long has lost it to somebody else, and ends nothing. */
  done(taken: Taken): Promise<void>;
}

/** The end of a queue that work is put into. */
export type Outbox = Pick<Queue, "send">;

/** The moment it is now. The core has no clock of its own. */
export type Clock = () => Date;

export interface Ports {
  /** What authors write; the core only reads it. */
  content: Files;
  /** The ledger and everything derived from it that is not public. */
  state: Store;
  /** What readers see. */
  site: Files;
  clock: Clock;
  pureWork: PureWork;
  /** Where a run says what it has changed (`notification/`). */
  announcements: Outbox;
}
