import type { HttpAnswer, HttpRequest } from "../../lambdas/core/ports.ts";
import { agree, answered, BASE_URL, type TestHub } from "../core/hub/subscriber.ts";
import { PRIVATE } from "./author.ts";
import type { Dice } from "./dice.ts";

const DOCUMENTS = ["feed.xml", "atom.xml", "feed.json", "tags/ships/feed.xml"];
const LEASE_SECONDS = String(30 * 86_400);
const MOODS = ["well", "failing", "dead"] as const;

/** Subscribers in memory, each to a document of its own; they fall ill and recover. */
export class Readers {
  readonly #hub: TestHub;
  readonly #dice: Dice;
  /** By callback. */
  readonly #moods = new Map<string, (typeof MOODS)[number]>();
  readonly #latest = new Map<string, string>();
  #leaks = 0;
  /** How many were told that their feed is no more: they hear nothing further. */
  denied = 0;

  constructor(hub: TestHub, dice: Dice) {
    this.#hub = hub;
    this.#dice = dice;
    hub.answer = (request) => this.#answer(request);
  }

  async subscribe(): Promise<void> {
    for (const [index, document] of DOCUMENTS.entries()) {
      for (const name of ["a", "b"]) {
        const callback = `https://reader-${index}.example/${name}`;
        this.#moods.set(callback, "well");
        // Only what comes after it is news.
        this.#latest.set(callback, Buffer.from((await this.#hub.site.get(document))!.bytes).toString());
        const form = { "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": `${BASE_URL}/${document}` };
        await this.#hub.post({ ...form, "hub.lease_seconds": LEASE_SECONDS, "hub.secret": PRIVATE });
      }
    }
    await this.#hub.work();
  }

  /** One of them falls ill, or recovers. */
  change(): void {
    this.#moods.set(this.#dice.pick([...this.#moods.keys()]), this.#dice.pick(MOODS));
  }

  recover(): void {
    for (const callback of this.#moods.keys()) this.#moods.set(callback, "well");
  }

  /** Who does not have what there is now. */
  missing(documents: Record<string, string>): string[] {
    const behind = [...this.#moods.keys()].filter((callback) => {
      const latest = this.#latest.get(callback);
      return latest !== documents[DOCUMENTS[Number(/\d/.exec(callback)![0])]!];
    });
    const leaks = this.#leaks > 0 ? [`${this.#leaks} deliveries tell what is private`] : [];
    return [...behind.map((callback) => `${callback} does not have the last version`), ...leaks];
  }

  #answer(request: HttpRequest): HttpAnswer | Promise<HttpAnswer> {
    if (request.method === "GET") {
      this.#noteDenial(new URL(request.target, request.origin));
      return agree(request);
    }
    const callback = request.origin + request.target;
    const mood = this.#moods.get(callback);
    if (mood === "dead") return { outcome: "unanswered", cause: "ECONNREFUSED" };
    if (mood === "failing" && this.#dice.chance(0.5)) return answered(500);
    const body = Buffer.from(request.body!).toString();
    if (body.includes(PRIVATE)) this.#leaks++;
    this.#latest.set(callback, body);
    return answered(204);
  }

  #noteDenial({ origin, pathname, searchParams }: URL): void {
    if (searchParams.get("hub.mode") === "denied" && this.#moods.delete(origin + pathname)) this.denied++;
  }
}
