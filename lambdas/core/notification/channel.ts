import type { Clock, Fetch, Files, Store } from "../ports.ts";
import type { Problem } from "../problem.ts";
import type { Announcement } from "./announcement.ts";

/** What channels need. */
export interface NotificationPorts {
  clock: Clock;
  fetch: Fetch;
  /** Who wants to be told, and what they have been told. */
  state: Store;
  /** What readers see. */
  site: Pick<Files, "get">;
  /** What the publisher knows of each article. */
  ledger: Pick<Files, "get">;
  /** What the operator has set, and nobody else may read. */
  settings: Pick<Files, "get">;
  /** Tells the operator what is wrong with that. */
  complain: (problem: Problem) => void;
}

/** Finding out whom to tell sends nothing. */
export type DistributionPorts = Omit<NotificationPorts, "fetch">;

/** The same to be said to several. What both are is the channel's own affair, as long as JSON can hold it. */
export interface Batch<Subject> {
  subject: Subject;
  recipients: string[];
}

export type Sent =
  | { outcome: "delivered" }
  /** There is no such recipient any more. */
  | { outcome: "ended" }
  /** Nothing was sent, and nobody is to blame: soon again. */
  | { outcome: "busy" }
  | { outcome: "failed"; cause: string; retryAfterSeconds?: number | undefined }
  /** Not to be tried again before there is something new to say. */
  | { outcome: "refused"; cause: string };

/** Tells one recipient. It never throws for what a recipient does. */
export type Send = (recipient: string, attempt: number) => Promise<Sent>;

/** One way to tell people outside that something has changed. */
export interface Channel<Subject> {
  /** What it is told of: documents whose bytes changed, or entries that did. */
  hearsOf: "documents" | "changes";
  /**
   * Whom to tell what, in pages, as there may be a million. The next page is asked for when the last one is safe in the
   * queue.
   */
  pages(ports: DistributionPorts, announcement: Announcement): AsyncIterable<Batch<Subject>[]>;
  /** Reads once what all recipients get; `undefined` when there is something newer to say by now. */
  prepare(ports: NotificationPorts, subject: Subject): Promise<Send | undefined>;
}
