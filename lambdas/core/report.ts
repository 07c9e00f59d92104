import type { Enacted } from "./entry/enact.ts";
import type { Problem } from "./problem.ts";

/** What became of the files that a run looked at. */
export interface Report {
  published: number;
  withdrawn: number;
  unchanged: number;
  /** Why articles among them cannot be used as they are. */
  leftOut: Problem[];
  /** What is wrong with articles that are published all the same. */
  warnings: Problem[];
  /** Keys of the feed documents that were written. */
  documents: string[];
}

export function emptyReport(): Report {
  return { published: 0, withdrawn: 0, unchanged: 0, leftOut: [], warnings: [], documents: [] };
}

/** @param enacted what was last done for each article */
export function reportOn(
  enacted: Iterable<Pick<Enacted, "outcome" | "problem" | "warnings">>,
  documents: Iterable<string>,
): Report {
  const all = [...enacted];
  const count = (outcome: Enacted["outcome"]) => all.filter((one) => one.outcome === outcome).length;
  return {
    published: count("published"),
    withdrawn: count("withdrawn"),
    unchanged: count("unchanged"),
    leftOut: all.flatMap(({ problem }) => problem ?? []),
    warnings: all.flatMap(({ warnings }) => warnings ?? []),
    documents: [...documents],
  };
}

/** Two runs as one. */
export function sumOf(one: Report, other: Report): Report {
  return {
    published: one.published + other.published,
    withdrawn: one.withdrawn + other.withdrawn,
    unchanged: one.unchanged + other.unchanged,
    leftOut: [...one.leftOut, ...other.leftOut],
    warnings: [...one.warnings, ...other.warnings],
    documents: [...one.documents, ...other.documents],
  };
}
