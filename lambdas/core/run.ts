import type { Work } from "./due.ts";
import type { Edition } from "./edition.ts";
import type { Change } from "./entry/change.ts";
import type { Enacted } from "./entry/enact.ts";
import type { Ports, Version } from "./ports.ts";

export interface PublishOptions {
  /** These feeds, and all that the files touch, may have been left half-written: compare every document's bytes. */
  again?: string[];
  /** Ids of articles among the files, wherever these are by now. */
  ids?: string[];
  /** What a run before this one has done, and may not have told anybody of. */
  untold?: Change[];
  /** The files are all that there are, these settings are to be in force everywhere, and this was noted to be done. */
  everything?: { settings: string; work: Work[] };
  onProgress?: (done: number, total: number) => void;
}

/** One run: what it was called with, and what it has done so far. */
export interface Run extends PublishOptions {
  ports: Ports;
  edition: Edition;
  /** Trust no document to hold what its feed's head remembers. */
  doubtful: boolean;
  /** Feeds that this run has changed, or that it has to look at. */
  feeds: Set<string>;
  /** By path, what was last done, and the version of the file that it was done for. */
  enacted: Map<string, Pick<Enacted, "outcome" | "problem" | "warnings" | "version" | "movedFrom">>;
  disturbed: Set<string>;
  /** Articles that no run before this one can have dealt with. */
  fresh: Set<string>;
  seen: Map<string, Version | undefined>;
  notes: string[];
  documents: Set<string>;
  /** By path. */
  changes: Map<string, Change>;
}
