import { noteHindered } from "../due.ts";
import type { Ports, Version } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { DamagedRecord, encodeRecord } from "../record.ts";
import { isOfLedger, ledgerKey, leftOutKey, type LeftOut } from "./ledger.ts";

export type Undamaged<Done> =
  | { outcome: "done"; done: Done }
  /** `version`: of the article's ledger record. */
  | { outcome: "damaged"; path: string; problem: Problem; version: Version | undefined };

/**
 * Does something for one article, unless it needs an object of the ledger that is damaged. Then nothing is guessed and no
 * id minted: the article stays as readers have it, is left out, and looked at again until somebody has restored the object.
 */
export async function unlessDamaged<Done>(
  { state, clock }: Ports,
  path: string,
  work: () => Promise<Done>,
): Promise<Undamaged<Done>> {
  try {
    return { outcome: "done", done: await work() };
  } catch (error) {
    if (!(error instanceof DamagedRecord) || !isOfLedger(error.key)) throw error;
    const remedy = "restore that from a backup, as docs/operating.md says";
    const problem = { path, cause: `the state object ${error.key} is damaged`, remedy };
    const leftOut: LeftOut = { problem };
    await state.put(leftOutKey(path), encodeRecord(leftOut));
    await noteHindered(state, path, clock());
    return { outcome: "damaged", path, problem, version: (await state.get(ledgerKey(path)))?.version };
  }
}
