import { isOfLedger } from "../../lambdas/core/entry/ledger.ts";
import type { Store } from "../../lambdas/core/ports.ts";
import type { Counts } from "./counts.ts";
import type { Dice } from "./dice.ts";

/** Damages objects of the state: those of the ledger are restored from a backup in the end, all others are not. */
export class Damage {
  readonly #state: Store;
  readonly #dice: Dice;
  readonly #counts: Counts;
  readonly #backup = new Map<string, Uint8Array>();
  /** Whether the ledger has ever been damaged: what is made anew before it is restored lacks articles. */
  hasHitLedger = false;

  constructor(state: Store, dice: Dice, counts: Counts) {
    this.#state = state;
    this.#dice = dice;
    this.#counts = counts;
  }

  async strike(): Promise<void> {
    const keys = await Array.fromAsync(this.#state.list(""), ({ key }) => key);
    const key = this.#dice.pick(keys);
    const found = await this.#state.get(key);
    // Many objects are empty, and say all with their key.
    if (!found || found.bytes.length === 0 || key.startsWith("settings/")) return;
    if (isOfLedger(key) && !this.#backup.has(key)) this.#backup.set(key, found.bytes);
    this.hasHitLedger ||= isOfLedger(key);
    this.#counts.add(isOfLedger(key) ? "damages to the ledger" : "damages to what is derived");
    await this.#state.put(key, found.bytes.subarray(0, this.#dice.below(found.bytes.length)));
  }

  /** As docs/operating.md says: puts back what was damaged, and lets the next tick make everything anew. */
  async restore(): Promise<void> {
    if (this.#backup.size === 0) return;
    for (const [key, bytes] of this.#backup) await this.#state.put(key, bytes);
    this.#backup.clear();
    for await (const { key } of this.#state.list("tick/built-with/")) await this.#state.delete(key);
  }
}
