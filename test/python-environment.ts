import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { resolve, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = resolve(import.meta.dirname, "../node_modules/.cache/dateline-python");

/** Why there is no such Python here, when nobody is to blame. */
export class Unavailable extends Error {}

/**
 * A Python that has what a `requirements.txt` names: made once, kept until that file changes.
 *
 * @returns the path of the program; throws `Unavailable` where there can be none
 */
export async function pythonWith(requirements: string): Promise<string> {
  const name = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(cache, name);
  const python = join(folder, "bin/python");
  if (existsSync(join(folder, "installed"))) return python;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    await run("python3", ["-m", "venv", folder]);
  } catch (error) {
    if (isMissing(error)) throw new Unavailable("python3 with venv is not installed", { cause: error });
    throw new Error(`python3 cannot make a virtual environment:\n${wordsOf(error)}`, { cause: error });
  }
  const pip = (...command: string[]) => run(python, ["-m", "pip", "--disable-pip-version-check", ...command]);
  try {
    await pip("install", "--quiet", "-r", requirements);
  } catch (error) {
    const indexAnswers = await pip("index", "versions", "pip", "--retries", "1").then(
      () => true,
      () => false,
    );
    if (!indexAnswers) throw new Unavailable("PyPI is out of reach", { cause: error });
    throw new Error(`pip cannot install ${requirements}, although PyPI answers:\n${wordsOf(error)}`, { cause: error });
  }
  await mkdir(join(folder, "installed"));
  return python;
}

type Failed = Error & { code?: string | number; stdout?: string; stderr?: string };

/** No `python3`, or one whose package `venv` is left out, as Debian does. */
function isMissing(error: unknown): boolean {
  return (error as Failed).code === "ENOENT" || /No module named venv|ensurepip/.test(wordsOf(error));
}

/** What a command said before it failed. */
function wordsOf(error: unknown): string {
  const { message, stdout = "", stderr = "" } = error as Failed;
  return `${stdout}${stderr}`.trim() || message;
}
