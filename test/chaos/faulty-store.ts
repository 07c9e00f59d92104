import { setImmediate as nextTurn } from "node:timers/promises";
import type { Condition, Listed, Message, Outbox, Store, Stored, Written } from "../../lambdas/core/ports.ts";
import type { Counts } from "./counts.ts";
import type { Dice } from "./dice.ts";

/** What a store that is far away may do to a request. */
export class Fault extends Error {}

export interface Weather {
  dice: Dice;
  counts: Counts;
  /** How many of its requests go wrong, from 0 to 1. */
  rate: number;
}

/** Lets a request through late, refuses it, or loses its answer although it was carried out. */
async function through<Done>({ dice, counts, rate }: Weather, request: () => Promise<Done>): Promise<Done> {
  if (!dice.chance(rate)) return request();
  const fault = dice.pick(["slow", "throttled", "timed out", "answer lost"]);
  counts.add(`faults: ${fault}`);
  if (fault === "throttled") throw new Fault("SlowDown: please reduce your request rate");
  for (let turns = dice.below(20); turns > 0; turns--) await nextTurn();
  if (fault === "timed out") throw new Fault("no connection in time");
  const done = await request();
  if (fault === "answer lost") throw new Fault("the connection broke off before the answer");
  return done;
}

export class FaultyStore implements Store {
  readonly #store: Store;
  readonly #weather: Weather;

  constructor(store: Store, weather: Weather) {
    this.#store = store;
    this.#weather = weather;
  }

  get(key: string): Promise<Stored | undefined> {
    return through(this.#weather, () => this.#store.get(key));
  }

  put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written> {
    return through(this.#weather, () => this.#store.put(key, bytes, condition));
  }

  delete(key: string): Promise<void> {
    return through(this.#weather, () => this.#store.delete(key));
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    yield* await through(this.#weather, async () => this.#store.list(prefix));
  }
}

export function faultyOutbox(outbox: Outbox, weather: Weather): Outbox {
  return { send: (messages: readonly Message[]) => through(weather, () => outbox.send(messages)) };
}
