import type { Edition } from "../edition.ts";
import { noteEmbargo } from "../due.ts";
import type { Ports, Version } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { encodeRecord, type Read } from "../record.ts";
import { changePages, renewPages, retirePage } from "./article-pages.ts";
import { hasId } from "./identity.ts";
import type { Entry } from "./entry.ts";
import { ledgerKey, leftOutKey, type LedgerRecord, type LeftOut } from "./ledger.ts";
import type { Settled } from "./settle.ts";

/** What recording one settled article did, and what the feeds have to be told. */
export interface Enacted {
  path: string;
  outcome: "published" | "withdrawn" | "unchanged" | "left-out" | "overtaken";
  problem?: Problem;
  /** The entry as it now stands, in these feeds; it stands in no other. */
  standing?: { entry: Entry; feeds: string[] };
  /** The path that it was moved from: nothing stands under that any more. */
  movedFrom?: string;
  /** Feeds that it stands in or stood in before. */
  touched: string[];
  /** Articles whose page was perhaps deleted by mistake: they moved into a slug just as it was vacated. */
  disturbed: string[];
  /** The version of its ledger record that all this is true of; `undefined` when there is none. */
  version: Version | undefined;
}

/** Whether the ledger, and with it every feed and page, already says what was settled. */
export function isUnchanged(settled: Settled): boolean {
  const { before } = settled;
  if (settled.outcome === "published")
    return before !== undefined && JSON.stringify(settled.record) === JSON.stringify(before.value);
  return before?.value.status !== "published" || (settled.outcome === "left-out" && !settled.dispossessed);
}

/**
 * Records what was settled for one article: its ledger record, its page, its place among the articles left out.
 *
 * @param again look at the page even when the ledger says that it is done
 */
export async function enact(ports: Ports, edition: Edition, settled: Settled, again: boolean): Promise<Enacted> {
  const { path, before } = settled;
  if (settled.outcome === "left-out") {
    const { problem, waitsFor } = settled;
    await ports.state.put(
      leftOutKey(path),
      encodeRecord({ problem, ...(waitsFor !== undefined && { waitsFor }) } satisfies LeftOut),
    );
    if (before && settled.dispossessed) {
      return { ...(await withdraw(ports, before)), outcome: "left-out", problem };
    }
    // Its last good version stands.
    const standing = before?.value.status === "published" && again ? before : undefined;
    const disturbed = standing ? await renewPages(ports, edition, standing.value) : [];
    return { ...told(path, "left-out", standing), version: before?.version, problem, disturbed };
  }
  await ports.state.delete(leftOutKey(path));
  if (settled.outcome === "published") return publishEntry(ports, edition, settled, again);
  if (settled.due !== undefined) await noteEmbargo(ports.state, path, settled.due);
  if (!before || (isUnchanged(settled) && !again))
    return { ...told(path, "unchanged", undefined), version: before?.version };
  return withdraw(ports, before);
}

async function publishEntry(
  ports: Ports,
  edition: Edition,
  settled: Extract<Settled, { outcome: "published" }>,
  again: boolean,
): Promise<Enacted> {
  const { path, before, record, movedFrom } = settled;
  const unchanged = isUnchanged(settled);
  if (unchanged && !again) return { ...told(path, "unchanged", undefined), version: before?.version };

  let version = before?.version;
  if (!unchanged) {
    const written = await ports.state.put(
      ledgerKey(path),
      encodeRecord(record),
      before ? { ifVersion: before.version } : "if-absent",
    );
    if (written.outcome === "conflict") return { ...told(path, "overtaken", undefined), version: undefined };
    version = written.version;
  }
  if (movedFrom) await ports.state.delete(ledgerKey(movedFrom.path));
  const disturbed = again
    ? await renewPages(ports, edition, record)
    : await changePages(ports, edition, record, before?.value);

  const enacted = told(path, unchanged ? "unchanged" : "published", { value: record });
  const touched = [...enacted.touched, ...((before?.value ?? movedFrom)?.feeds ?? [])];
  return { ...enacted, touched, version, disturbed, ...(movedFrom && { movedFrom: movedFrom.path }) };
}

/** Takes an article out of the site. The ledger keeps its id and dates, unless it lives on under another path. */
async function withdraw(ports: Ports, before: Read<LedgerRecord>): Promise<Enacted> {
  const { state } = ports;
  const { path, slug, feeds, status } = before.value;
  const disturbed = await retirePage(ports, slug, path);
  if (!(await hasId(state, before.value))) {
    await state.delete(ledgerKey(path));
    return { path, outcome: "withdrawn", touched: feeds, version: undefined, disturbed };
  }
  if (status === "withdrawn") return { path, outcome: "unchanged", touched: [], version: before.version, disturbed };
  const record: LedgerRecord = { ...before.value, status: "withdrawn", feeds: [] };
  const written = await state.put(ledgerKey(path), encodeRecord(record), { ifVersion: before.version });
  if (written.outcome === "conflict") return { ...told(path, "overtaken", undefined), version: undefined };
  return { path, outcome: "withdrawn", touched: feeds, version: written.version, disturbed };
}

function told(
  path: string,
  outcome: Enacted["outcome"],
  standing: Pick<Read<LedgerRecord>, "value"> | undefined,
): Omit<Enacted, "version"> {
  if (!standing) return { path, outcome, touched: [], disturbed: [] };
  const { entry, feeds } = standing.value;
  return { path, outcome, standing: { entry, feeds }, touched: feeds, disturbed: [] };
}
