import type { Ports } from "../ports.ts";
import { encodeRecord, type Read } from "../record.ts";
import type { Document } from "./feed.ts";
import { NOBODY_KNOWS, putDocuments, type Digests } from "./put-documents.ts";

/** A record in the state, and the documents that are made of it. */
export interface Leaf {
  /** Raised with every write, so that two writers who say the same still meet. */
  revision: number;
  documents: Digests;
}

export interface LeafUpdate<Kind extends Leaf> {
  key: string;
  before: Read<Kind> | undefined;
  next: Omit<Kind, keyof Leaf>;
  documents: Document[];
  /** Keys of documents that may be there although nobody remembers them. */
  others?: string[];
  /** The documents may not be what the record remembers. */
  compare: boolean;
}

/**
 * Puts documents, and then the record that remembers them: a crash leaves a record that is behind, never one that
 * promises bytes nobody wrote. Whoever loses the race for the record has perhaps overwritten the winner's documents,
 * and has to start again from the winner's record.
 *
 * @returns keys of the documents that were written or deleted
 */
export async function putLeaf<Kind extends Leaf>(
  { state, site }: Ports,
  { key, before, next, documents, others = [], compare }: LeafUpdate<Kind>,
): Promise<string[] | "conflict"> {
  const remembered = { ...before?.value.documents };
  if (compare) for (const other of others) remembered[other] ??= NOBODY_KNOWS;
  const { digests, changed } = await putDocuments(site, documents, remembered, compare);

  const revision = before?.value.revision ?? 0;
  const saysTheSame = () =>
    before && JSON.stringify(before.value) === JSON.stringify({ revision, ...next, documents: digests });
  if (changed.length === 0 && saysTheSame()) return changed;
  const record = { revision: revision + 1, ...next, documents: digests };
  const put = await state.put(key, encodeRecord(record), before ? { ifVersion: before.version } : "if-absent");
  return put.outcome === "written" ? changed : "conflict";
}

/** Whether somebody has made another language come or go meanwhile, and may not have found the documents just written. */
export async function isOvertaken(
  { isShown }: { isShown: () => Promise<boolean> },
  wasShown: boolean,
  written: string[],
): Promise<boolean> {
  return written.length > 0 && (await isShown()) !== wasShown;
}
