import { readsOtherwise, type Settled } from "./settle.ts";

/** What a run does to one entry, as far as a reader notices. */
export interface Change {
  /** The article's file. */
  path: string;
  what: "new" | "corrected" | "withdrawn";
}

/** What enacting this will change for readers; `undefined` when nothing. An article that moves is not news. */
export function changeOf(settled: Settled): Change | undefined {
  const { path, before, dispossessed } = settled;
  const stood = before?.value.status === "published" ? before.value : undefined;
  if (settled.outcome === "left-out") return undefined;
  if (settled.outcome === "unpublished")
    // Whoever is dispossessed lives on under another path.
    return stood && !dispossessed ? { path, what: "withdrawn" } : undefined;
  const past = stood ?? settled.movedFrom;
  if (!past) return { path, what: "new" };
  return readsOtherwise(settled.record.entry, past.entry) ? { path, what: "corrected" } : undefined;
}
