import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How subscribers behave once they have agreed; the liars never get there. */
const KINDS = ["healthy", "slow", "dead", "endless", "redirecting", "gone", "lying"] as const;
export type Kind = (typeof KINDS)[number];

const SLOW_MILLIS = 3000;
/** Of one host; a hub asks each of them at its own pace. */
const SUBSCRIBERS_PER_HOST = 20;

export interface Delivery {
  body: Buffer;
  headers: IncomingMessage["headers"];
  /** Moment of its last byte. */
  millis: number;
}

/** One subscriber: its callback, and what it has been sent. */
export class Subscriber {
  readonly kind: Kind;
  readonly path: string;
  readonly secret: string;
  readonly deliveries: Delivery[] = [];
  isVerified = false;
  port = 0;

  constructor(kind: Kind, number: number) {
    this.kind = kind;
    this.path = `/callback-of-${kind}-${number}`;
    this.secret = `secret-of-${kind}-${number}`;
  }

  get callback(): string {
    return `http://127.0.0.1:${this.port}${this.path}?token='${this.secret}'`;
  }
}

/** Subscribers on this machine, each kind on hosts of its own. */
export class Subscribers {
  readonly all: Subscriber[];
  /** Requests for anything that is no callback: what a redirect leads to. */
  strayRequests = 0;
  readonly #byPath: Map<string, Subscriber>;
  readonly #servers = new Map<Server, Kind>();

  constructor(counts: Record<Kind, number>) {
    this.all = KINDS.flatMap((kind) => Array.from({ length: counts[kind] }, (_, index) => new Subscriber(kind, index)));
    this.#byPath = new Map(this.all.map((each) => [each.path, each]));
  }

  of(...kinds: Kind[]): Subscriber[] {
    return this.all.filter(({ kind }) => kinds.includes(kind));
  }

  async open(): Promise<void> {
    for (const kind of KINDS) {
      const some = this.of(kind);
      for (let start = 0; start < some.length; start += SUBSCRIBERS_PER_HOST) {
        const port = await this.#listen(kind, 0);
        for (const each of some.slice(start, start + SUBSCRIBERS_PER_HOST)) each.port = port;
      }
    }
  }

  /** Their hosts refuse every connection. */
  close(kinds: readonly Kind[] = KINDS): void {
    for (const [server, kind] of this.#servers) {
      if (!kinds.includes(kind)) continue;
      server.close().closeAllConnections();
      this.#servers.delete(server);
    }
  }

  async reopen(kind: Kind): Promise<void> {
    for (const port of new Set(this.of(kind).map((each) => each.port))) await this.#listen(kind, port);
  }

  async #listen(kind: Kind, port: number): Promise<number> {
    const server = createServer((request, response) => void this.#answer(request, response)).listen(port, "127.0.0.1");
    await once(server, "listening");
    this.#servers.set(server, kind);
    return (server.address() as AddressInfo).port;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, "http://x.example");
    const subscriber = this.#byPath.get(pathname);
    if (!subscriber) {
      this.strayRequests++;
      response.end();
    } else if (request.method === "GET") {
      subscriber.isVerified = subscriber.kind !== "lying";
      response.end(subscriber.isVerified ? searchParams.get("hub.challenge") : "whatever");
    } else {
      const body = Buffer.concat((await Array.fromAsync(request)) as Buffer[]);
      subscriber.deliveries.push({ body, headers: request.headers, millis: Date.now() });
      await afterDelivery(subscriber.kind, response);
    }
  }
}

async function afterDelivery(kind: Kind, response: ServerResponse): Promise<void> {
  if (kind === "redirecting") response.writeHead(307, { Location: "/elsewhere" }).end();
  else if (kind === "gone") response.writeHead(410).end();
  else if (kind === "endless") for (response.writeHead(200); response.write("!".repeat(1000));) await sleep(10);
  else {
    if (kind === "slow") await sleep(SLOW_MILLIS);
    response.writeHead(204).end();
  }
}
