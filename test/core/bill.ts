import type { Notified } from "./counted-notification.ts";
import type { Run } from "./counted-runs.ts";
import type { Counted, CountingStore } from "./counting-store.ts";

/** In dollars, on demand, in us-east-1, without the free tiers; from AWS's price pages in November 2026. */
const PRICES = {
  get: 0.4 / 1e6,
  putOrList: 5 / 1e6,
  queueRequest: 0.4 / 1e6,
  scheduled: 1 / 1e6,
  invocation: 0.2 / 1e6,
  gigabyteSecond: 13.33 / 1e6,
  gigabyteToReaders: 0.085,
  pollOverTls: 1 / 1e6,
  edgeFunction: 0.1 / 1e6,
  apiRequest: 1 / 1e6,
  gigabyteToSubscribers: 0.09,
};

/** As in infra/publishing.ts. */
const GIGABYTES = 1.769;
/** As in infra/notification.ts and infra/hub.ts. */
const NOTIFYING_GIGABYTES = { distribute: 0.5, deliver: 1.769, hub: 0.5 };
/** Assumed, not counted: one request to S3 after another, and some time to compute. */
const REQUEST_SECONDS = 0.02;
const COMPUTE_SECONDS = { withWrites: 0.1, without: 0.01 };
/** S3 sends a message, the function's poller takes it and deletes it. */
const QUEUE_REQUESTS = 3;
/** Lambda asks each queue with five pollers, and each waits for twenty seconds. */
const IDLE_POLLS_A_MONTH = 5 * 3 * 60 * 24 * 30;
/** Changes, announcements, deliveries, verifications. */
const QUEUES = 4;
/** What one run of the deliver function tells, in about five seconds: most are connections and their keys. */
const RECIPIENTS_A_RUN = 1000;
const DELIVER_SECONDS = 5;
/** Two short runs of the hub's functions. */
const SUBSCRIPTION_SECONDS = 0.5;
const TICKS_A_MONTH = 30 * 24 * 60;
const DAYS_A_MONTH = 30;
/** Status line and headers. */
const NOT_MODIFIED_BYTES = 600;
/** What brotli, as CloudFront uses it, leaves of a feed of real articles: the texts here repeat themselves. */
const COMPRESSED = 0.35;

type Stores = Record<string, CountingStore>;

const total = (counted: Stores, kind: "gets" | "lists" | "puts" | "requests") =>
  Object.values(counted).reduce((sum, store) => sum + store[kind], 0);

function storage(counted: Stores): number {
  return total(counted, "gets") * PRICES.get + (total(counted, "puts") + total(counted, "lists")) * PRICES.putOrList;
}

function computing(counted: Counted): number {
  const computeSeconds = total(counted, "puts") > 0 ? COMPUTE_SECONDS.withWrites : COMPUTE_SECONDS.without;
  const seconds = total(counted, "requests") * REQUEST_SECONDS + computeSeconds;
  return PRICES.invocation + seconds * GIGABYTES * PRICES.gigabyteSecond;
}

/** The requests and bytes of each run, as a table in Markdown. */
export function tableOfRequests(runs: Record<string, Stores>): string {
  const rows = Object.entries(runs).flatMap(([run, stores]) =>
    Object.entries(stores)
      .filter(([, { requests }]) => requests > 0)
      .map(([store, { gets, lists, puts, deletes, bytesRead, bytesWritten }]) =>
        [run, store, gets, lists, puts, deletes, kilobytes(bytesRead), kilobytes(bytesWritten)].join(" | "),
      ),
  );
  return table(
    "Run | Store | GET | LIST | PUT | DELETE | KB read | KB written",
    "--- | --- | --: | --: | --: | --: | --: | --:",
    rows,
  );
}

/**
 * What that comes to, as a table in Markdown.
 *
 * @param feedBytes of the document that readers poll
 */
export function tableOfSums(runs: Record<Run, Counted>, feedBytes: number): string {
  const publishing = (["a new article", "an edit", "a withdrawal"] as const).map((run) => {
    const parts = [storage(runs[run]), QUEUE_REQUESTS * PRICES.queueRequest, computing(runs[run])];
    return row(run, parts);
  });
  const month = (price: (counted: Counted) => number) =>
    TICKS_A_MONTH * price(runs["an idle tick"]) + DAYS_A_MONTH * price(runs["a reconciliation"]);
  const idle = row("an idle month", [
    month(storage),
    QUEUES * IDLE_POLLS_A_MONTH * PRICES.queueRequest,
    (TICKS_A_MONTH + DAYS_A_MONTH) * PRICES.scheduled,
    month(computing),
  ]);
  const compressedBytes = feedBytes * COMPRESSED;
  const poll = (bytes: number) => [
    1e6 * PRICES.pollOverTls,
    2e6 * PRICES.edgeFunction,
    ((1e6 * bytes) / 1e9) * PRICES.gigabyteToReaders,
  ];
  return [
    table("Run | S3 | Queue | Lambda | Sum", "--- | --: | --: | --: | --:", publishing),
    table("Time | S3 | Queues | Scheduler | Lambda | Sum", "--- | --: | --: | --: | --: | --:", [idle]),
    table("Polls | CloudFront requests | Edge functions | Transfer | Sum", "--- | --: | --: | --: | --:", [
      row("a million, nothing new (304)", poll(NOT_MODIFIED_BYTES)),
      row(`a million, the whole feed (${kilobytes(compressedBytes)} KB compressed)`, poll(compressedBytes)),
    ]),
  ].join("\n\n");
}

/**
 * What telling the world comes to, as a table in Markdown.
 *
 * @param fanOut to `fanOut.subscribers` of them; each more asks the same, as the tests hold
 */
export function tableOfNotifying(subscription: Notified, fanOut: Notified & { subscribers: number }): string {
  const { hub, distribute, deliver } = NOTIFYING_GIGABYTES;
  const fanOutTo = (subscribers: number) => {
    const times = subscribers / fanOut.subscribers;
    const distributeSeconds = (REQUEST_SECONDS * times * fanOut.queueRequests) / 3;
    const runs = Math.ceil(subscribers / RECIPIENTS_A_RUN);
    return row(`a new document to ${subscribers.toLocaleString("en")} subscribers`, [
      times * storage(fanOut.stores),
      times * fanOut.queueRequests * PRICES.queueRequest,
      0,
      (runs + 1) * PRICES.invocation +
        (distributeSeconds * distribute + runs * DELIVER_SECONDS * deliver) * PRICES.gigabyteSecond,
      ((times * fanOut.bytesOut) / 1e9) * PRICES.gigabyteToSubscribers,
    ]);
  };
  return table(
    "Telling | S3 | Queues | CloudFront and API | Lambda | Transfer | Sum",
    "--- | --: | --: | --: | --: | --: | --:",
    [
      row("a subscription, or a renewal", [
        storage(subscription.stores),
        subscription.queueRequests * PRICES.queueRequest,
        PRICES.pollOverTls + PRICES.apiRequest,
        2 * PRICES.invocation + SUBSCRIPTION_SECONDS * hub * PRICES.gigabyteSecond,
        0,
      ]),
      fanOutTo(1000),
      fanOutTo(1_000_000),
    ],
  );
}

function row(name: string, parts: number[]): string {
  const sum = parts.reduce((one, other) => one + other);
  return [name, ...[...parts, sum].map(dollars)].join(" | ");
}

function table(head: string, align: string, rows: string[]): string {
  return [head, align, ...rows].map((cells) => `| ${cells} |`).join("\n");
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1000);

/** Two digits that count, and never an exponent. */
function dollars(amount: number): string {
  const digits = amount === 0 ? 2 : Math.max(2, 1 - Math.floor(Math.log10(amount)));
  return `$${amount.toFixed(digits)}`;
}
