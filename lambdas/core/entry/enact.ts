import type { Edition } from "../edition.ts";
import { noteEmbargo } from "../due.ts";
import type { Tombstone } from "../feed/order.ts";
import { articleMedia } from "../media/article-media.ts";
import type { Ports, Version } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { encodeRecord, type Read } from "../record.ts";
import { changePages, erasePages, renewPages, withdrawPages } from "./article-pages.ts";
import { hasId } from "./identity.ts";
import type { Entry } from "./entry.ts";
import { ledgerKey, leftOutKey, type LedgerRecord, type LeftOut } from "./ledger.ts";
import { momentOf } from "./moment.ts";
import type { Settled } from "./settle.ts";
import { misinformedRelatives, noteTranslation } from "./translations.ts";

/** What recording one settled article did, and what the feeds have to be told. */
export interface Enacted {
  path: string;
  outcome: "published" | "withdrawn" | "unchanged" | "left-out" | "overtaken";
  problem?: Problem;
  warnings?: Problem[];
  /** The ids that it has or had. */
  ids: string[];
  /** The entry as it now stands, in these feeds; it stands in no other. */
  standing?: { entry: Entry; feeds: string[] };
  /** What stands in these feeds instead of an entry. */
  withdrawn?: { tombstone: Tombstone; feeds: string[] };
  /** The path that it was moved from: nothing stands under that any more. */
  movedFrom?: string;
  /** Feeds that it stands in or stood in before. */
  touched: string[];
  /** Articles that have to be looked at again because of it. */
  disturbed: string[];
  /** Articles that do not say yet what it is to them; one that is left out never will. */
  misinformed?: string[];
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
 * Records what was settled for one article: its ledger record, its page, its files, its place among the articles left
 * out.
 *
 * @param again look at the page even when the ledger says that it is done
 */
export async function enact(ports: Ports, edition: Edition, settled: Settled, again: boolean): Promise<Enacted> {
  const { path, before } = settled;
  if (settled.outcome === "left-out") return leaveOut(ports, edition, settled, again);
  await ports.state.delete(leftOutKey(path));
  if (settled.outcome === "published") return publishEntry(ports, edition, settled, again);

  if (settled.due !== undefined) await noteEmbargo(ports.state, path, settled.due);
  const media = await articleMedia(ports, edition.publication, path, before?.value, again);
  const enacted: Enacted =
    !before || (isUnchanged(settled) && !again)
      ? { ...told(settled, "unchanged", undefined), version: before?.version }
      : await withdraw(ports, edition, before);
  await media.hold(settled.media);
  return enacted;
}

/** What stood before stands; of what did not, nothing reaches the site. */
async function leaveOut(
  ports: Ports,
  edition: Edition,
  settled: Extract<Settled, { outcome: "left-out" }>,
  again: boolean,
): Promise<Enacted> {
  const { path, before, problem, waitsFor, dispossessed } = settled;
  const leftOut: LeftOut = { problem, ...(waitsFor !== undefined && { waitsFor }) };
  await ports.state.put(leftOutKey(path), encodeRecord(leftOut));
  const media = await articleMedia(ports, edition.publication, path, before?.value, again);
  if (!before || dispossessed || before.value.status === "withdrawn") {
    const enacted =
      before && (dispossessed || again)
        ? await withdraw(ports, edition, before)
        : { ...told(settled, "left-out", undefined), version: before?.version };
    // A draft that cannot be read is a draft all the same.
    await media.hold([...new Set([...media.held, ...settled.media])]);
    return { ...enacted, outcome: "left-out", problem };
  }
  const about = { version: before.version, problem };
  if (!again) return { ...told(settled, "left-out", undefined), ...about };
  await noteTranslation(ports.state, before.value);
  await media.release(before.value.media ?? []);
  const disturbed = await renewPages(ports, edition, before.value);
  const misinformed = await misinformedRelatives(ports, before.value);
  return { ...told(settled, "left-out", before.value), ...about, disturbed, misinformed };
}

async function publishEntry(
  ports: Ports,
  edition: Edition,
  settled: Extract<Settled, { outcome: "published" }>,
  again: boolean,
): Promise<Enacted> {
  const { path, before, record, movedFrom, warnings } = settled;
  const unchanged = isUnchanged(settled);
  if (unchanged && !again) return { ...told(settled, "unchanged", undefined), version: before?.version, warnings };

  const media = await articleMedia(ports, edition.publication, path, before?.value, again);
  let version = before?.version;
  if (!unchanged) {
    const written = await ports.state.put(
      ledgerKey(path),
      encodeRecord(record),
      before ? { ifVersion: before.version } : "if-absent",
    );
    if (written.outcome === "conflict") return { ...told(settled, "overtaken", undefined), version: undefined };
    version = written.version;
  }
  if (movedFrom) await ports.state.delete(ledgerKey(movedFrom.path));
  await media.release(record.media ?? []);
  const disturbed = again
    ? await renewPages(ports, edition, record)
    : await changePages(ports, edition, record, before?.value);
  const formerly = [before?.value ?? [], movedFrom ?? []].flat();
  const misinformed = await misinformedRelatives(ports, record, formerly);

  const enacted = told(settled, unchanged ? "unchanged" : "published", record);
  const touched = [...enacted.touched, ...((before?.value ?? movedFrom)?.feeds ?? [])];
  return {
    ...enacted,
    touched,
    version,
    disturbed,
    misinformed,
    warnings,
    ...(movedFrom && { movedFrom: movedFrom.path }),
  };
}

/** Takes an article out of the site. The ledger keeps its id and dates, unless it lives on under another path. */
async function withdraw(ports: Ports, edition: Edition, before: Read<LedgerRecord>): Promise<Enacted> {
  const { state, clock } = ports;
  const { path, id, feeds, status } = before.value;
  const about = { path, ids: [id], touched: feeds };
  if (!(await hasId(state, before.value))) {
    const disturbed = await erasePages(ports, before.value);
    await state.delete(ledgerKey(path));
    // Whoever has its id now may be left out, and tells nobody.
    const misinformed = await misinformedRelatives(ports, { ...before.value, status: "withdrawn" });
    return { ...about, outcome: "withdrawn", version: undefined, disturbed, misinformed };
  }
  const record: LedgerRecord =
    status === "withdrawn" ? before.value : { ...before.value, status: "withdrawn", withdrawn: momentOf(clock()) };
  let { version } = before;
  if (status !== "withdrawn") {
    const written = await state.put(ledgerKey(path), encodeRecord(record), { ifVersion: version });
    if (written.outcome === "conflict") return { ...about, touched: [], outcome: "overtaken", version: undefined, disturbed: [] }; // prettier-ignore
    version = written.version;
  }
  const disturbed = await withdrawPages(ports, edition, record);
  const misinformed = await misinformedRelatives(ports, record);
  const tombstone = { path, id, when: record.withdrawn ?? record.updated };
  const outcome = status === "withdrawn" ? "unchanged" : "withdrawn";
  return { ...about, outcome, withdrawn: { tombstone, feeds }, version, disturbed, misinformed };
}

/** What the feeds have to be told again of an article that was recorded before, as the ledger has it now. */
export function toldAgain(path: string, record: LedgerRecord | undefined): Omit<Enacted, "version"> {
  const about = { path, outcome: "unchanged" as const, disturbed: [] };
  if (!record) return { ...about, ids: [], touched: [] };
  const { id, feeds, entry, status, withdrawn, updated } = record;
  const recorded = { ...about, ids: [id], touched: feeds };
  return status === "published"
    ? { ...recorded, standing: { entry, feeds } }
    : { ...recorded, withdrawn: { tombstone: { path, id, when: withdrawn ?? updated }, feeds } };
}

function told(
  settled: Settled,
  outcome: Enacted["outcome"],
  standing: LedgerRecord | undefined,
): Omit<Enacted, "version"> {
  const { path, before } = settled;
  const ids = [...new Set([before?.value.id ?? [], standing?.id ?? []].flat())];
  const about = {
    path,
    outcome,
    ids,
    disturbed: [],
  };
  if (!standing) return { ...about, touched: [] };
  const { entry, feeds } = standing;
  return { ...about, standing: { entry, feeds }, touched: feeds };
}
