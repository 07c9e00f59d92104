/** Why an article or a setting could not be used, for the person who wrote it. */
export interface Problem {
  /** The file below `content/`, as the author knows it: `articles/2026/harbour.md`. */
  path: string;
  /** 1-based line in that file, where one can be named. */
  line?: number;
  /** What is wrong, in a few words without a full stop: `the date "31 February" does not exist`. */
  cause: string;
  /** What to do about it, likewise: `write published: 2026-02-28`. */
  remedy: string;
}

/** One line for a terminal or a log: `articles/a.md:3: the date … does not exist; write …`. */
export function describeProblem(problem: Problem): string {
  const place = problem.line === undefined ? problem.path : `${problem.path}:${problem.line}`;
  return `${place}: ${problem.cause}; ${problem.remedy}`;
}
