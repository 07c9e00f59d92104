import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { PRIVATE } from "./author.ts";
import type { Counts } from "./counts.ts";
import type { Dice } from "./dice.ts";

const TOPICS = ["/feed.xml", "/atom.xml", "/feed.json", "/sections/harbour/feed.xml"];
const HABITS = ["steady", "slow", "failing", "dead"] as const;

export interface Subscription {
  topic: string;
  callback: string;
}

/** Subscribers on this machine, of each habit one for each topic. */
export class Subscribers {
  readonly subscriptions: Subscription[];
  leaks = 0;
  readonly #server: Server;
  /** By the path of the callback: what it was sent last, or what there was when it subscribed. */
  readonly #latest = new Map<string, string>();
  readonly #verified = new Set<string>();
  #isCalm = true;
  #isDead = false;

  private constructor(server: Server, origin: string) {
    this.#server = server;
    this.subscriptions = HABITS.flatMap((habit) =>
      TOPICS.map((topic, index) => ({ topic, callback: `${origin}/${habit}/${index}?key=${PRIVATE}` })),
    );
  }

  static async open(dice: Dice, counts: Counts): Promise<Subscribers> {
    const server = createServer((request, response) => void subscribers.#receive(request, response, dice, counts));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const subscribers = new Subscribers(server, origin);
    return subscribers;
  }

  get areVerified(): boolean {
    return this.#verified.size === this.subscriptions.length;
  }

  /** From here on nobody fails, or they do as they used to. */
  calm(isCalm: boolean): void {
    this.#isCalm = isCalm;
    this.#isDead = false;
  }

  /** Who is away for a while goes, or comes back. */
  turn(): void {
    this.#isDead = !this.#isDead;
  }

  /** Only what comes after its subscription is news to a subscriber. */
  knows({ callback }: Subscription, document: string): void {
    this.#latest.set(pathOf(callback), document);
  }

  latest({ callback }: Subscription): string | undefined {
    return this.#latest.get(pathOf(callback));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #receive(request: IncomingMessage, response: ServerResponse, dice: Dice, counts: Counts): Promise<void> {
    const url = new URL(request.url!, "http://x.example");
    const challenge = url.searchParams.get("hub.challenge");
    if (request.method === "GET") {
      this.#verified.add(url.pathname);
      return void response.end(challenge);
    }
    // Whoever is killed while sending breaks off.
    const body = await Array.fromAsync(request).then((chunks) => Buffer.concat(chunks as Buffer[]).toString(), () => undefined); // prettier-ignore
    if (body === undefined) return;
    const habit = this.#isCalm ? "steady" : url.pathname.split("/")[1];
    if (habit === "dead" && this.#isDead) return void request.socket.destroy();
    if (habit === "failing" && dice.chance(0.3)) return void response.writeHead(500).end();
    if (body.includes(PRIVATE) || isEarly(body)) this.leaks++;
    counts.add("deliveries");
    this.#latest.set(url.pathname, body);
    if (habit === "slow") await sleep(dice.below(1500));
    response.writeHead(204).end();
  }
}

const pathOf = (callback: string) => new URL(callback).pathname;

/** Whether a document tells of an article whose embargo has not ended. */
function isEarly(body: string): boolean {
  return [...body.matchAll(/Embargoed until (\S+Z)\./g)].some(([, until]) => Date.parse(until!) > Date.now());
}
