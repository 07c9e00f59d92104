import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A content folder of its own, and what happens to it between two builds. */
export interface TestedContent {
  folder: string;
  /** One article gets another address, and one is withdrawn. */
  edit(): Promise<void>;
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "dateline-pages-"));
}

/** So few to a feed that a handful of articles has archives. */
export const FEW_ENTRIES = "\nentriesPerFeed: 4\narchives: [languages]\n";
