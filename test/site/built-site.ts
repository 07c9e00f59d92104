import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished, vi } from "vitest";
import { build } from "../../lambdas/local/build.ts";
import { readCommandLine } from "../../lambdas/local/command-line.ts";
import { SETTINGS } from "../core/newsroom.ts";

export const BASE = "https://courier.example/";

/** A document on disk: whether it is the same, and whether it was written again. */
export interface OnDisk {
  text: string;
  writtenAt: bigint;
}

/** A content folder, and the site that `npm run build` makes of it, both in a folder that goes with the test. */
export class BuiltSite {
  /** Holds everything that a build may write, and nothing else. */
  readonly root = mkdtempSync(join(tmpdir(), "dateline-site-"));

  private constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true }));
  }

  /** @param more lines for `publication.yaml` */
  static async of(files: Record<string, string | Uint8Array>, more = ""): Promise<BuiltSite> {
    const site = new BuiltSite();
    await site.configure(more);
    for (const [path, source] of Object.entries(files)) await site.write(path, source);
    await site.build();
    return site;
  }

  configure(more: string) {
    return this.write("publication.yaml", SETTINGS + more);
  }

  async write(path: string, source: string | Uint8Array): Promise<void> {
    const file = join(this.root, "content", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, source);
  }

  remove(path: string) {
    return rm(join(this.root, "content", path));
  }

  /** Runs the command, and returns what it says on stderr but for its summary. */
  async build(...words: string[]): Promise<string[]> {
    const folder = (name: string) => [`--${name}`, join(this.root, name)];
    const command = readCommandLine(["build", ...["content", "out", "data"].flatMap(folder), ...words], {});
    if (command.name !== "build") throw new Error("that is not how to call build");
    const said = vi.spyOn(console, "error").mockReturnValue();
    try {
      const code = await build(command);
      const lines = said.mock.calls.map(([line]) => String(line));
      if (code !== 0) throw new Error(`build ended with ${code}: ${lines.join("\n")}`);
      return lines.slice(0, -1);
    } finally {
      said.mockRestore();
    }
  }

  read(key: string): Promise<string> {
    return readFile(join(this.root, "out", key), "utf8");
  }

  /** The keys of all documents. */
  async keys(): Promise<string[]> {
    return [...(await this.documents()).keys()];
  }

  async documents(): Promise<Map<string, OnDisk>> {
    const out = join(this.root, "out");
    const found = await readdir(out, { recursive: true, withFileTypes: true });
    const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const read = await Promise.all(
      files.sort().map(async (file): Promise<[string, OnDisk]> => {
        const { mtimeNs } = await stat(file, { bigint: true });
        return [relative(out, file), { text: await readFile(file, "latin1"), writtenAt: mtimeNs }];
      }),
    );
    return new Map(read);
  }

  /** Builds, and returns the keys of the documents that this wrote, deleted or made. */
  async changesOf(change: () => Promise<unknown>): Promise<string[]> {
    const before = await this.documents();
    await change();
    await this.build();
    const after = await this.documents();
    const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
    return keys.filter((key) => before.get(key)?.writtenAt !== after.get(key)?.writtenAt);
  }
}

/** An article in Markdown: its fields, but for the title, are lines of YAML. */
export function article(title: string, ...fields: string[]): string {
  return ["---", `title: ${JSON.stringify(title)}`, ...fields, "---", `Text of ${title}.`, ""].join("\n");
}

const day = (number: number) => new Date(Date.UTC(2010, 0, number)).toISOString();

/** Articles `a1.md`, `a2.md` …, each a day younger than the one before. */
export function numbered(count: number, fieldsOf: (number: number) => string[] = () => []): Record<string, string> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return Object.fromEntries(
    numbers.map((number) => [
      `articles/a${number}.md`,
      article(`Article ${number}`, `published: ${day(number)}`, ...fieldsOf(number)),
    ]),
  );
}
