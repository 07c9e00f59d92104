import { readsOtherwise, type Settled } from "./settle.ts";

/** What a run does to one entry, as far as a reader notices. */
export interface Change {
  /** The article's file. */
  path: string;
  what: "new" | "corrected" | "withdrawn";
  /** RFC 3339 with milliseconds: shortly before it happens. However often it is announced, it stays the same change. */
  when: string;
}

/** What enacting this will change for readers; `undefined` when nothing. An article that moves is not news. */
export function changeOf(settled: Settled, now: Date): Change | undefined {
  const { path, before, dispossessed } = settled;
  const changes = (what: Change["what"]): Change => ({ path, what, when: now.toISOString() });
  const stood = before?.value.status === "published" ? before.value : undefined;
  if (settled.outcome === "left-out") return undefined;
  if (settled.outcome === "unpublished")
    // Whoever is dispossessed lives on under another path.
    return stood && !dispossessed ? changes("withdrawn") : undefined;
  // Where it was moved from it may have been withdrawn meanwhile, and readers were told.
  const past = stood ?? (settled.movedFrom?.status === "published" ? settled.movedFrom : undefined);
  if (!past) return changes("new");
  return readsOtherwise(settled.record.entry, past.entry) ? changes("corrected") : undefined;
}
