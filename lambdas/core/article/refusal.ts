import type { Problem } from "../problem.ts";

/**
 * Thrown inside the readers of articles and settings, where a result type would have to travel through a library's
 * callbacks, and caught at their door, where it becomes a `Problem`. It never leaves this folder's public functions.
 */
export class Refusal extends Error {
  readonly why: string;
  readonly remedy: string;
  readonly line: number | undefined;

  constructor(why: string, remedy: string, line?: number) {
    super(`${why}; ${remedy}`);
    this.why = why;
    this.remedy = remedy;
    this.line = line;
  }
}

/** What was thrown, as a problem. Whatever a library throws at hostile input costs this one article and no other. */
export function problemOf(path: string, error: unknown): Problem {
  if (error instanceof Refusal) {
    const { why, remedy, line } = error;
    return { path, ...(line !== undefined && { line }), cause: why, remedy };
  }
  if (error instanceof RangeError && error.message.includes("call stack")) {
    const cause = "the file cannot be read: it is nested too deeply, or a paragraph of it is too long";
    return { path, cause, remedy: "break it up, and put data into files of their own" };
  }
  const message = error instanceof Error ? error.message : String(error);
  const cause = `the file cannot be read: ${message.split("\n")[0]?.slice(0, 200)}`;
  return { path, cause, remedy: "simplify it, or report this as a bug of Dateline" };
}
