import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { SETTINGS } from "./core/newsroom.ts";

const root = resolve(import.meta.dirname, "..");
const README = readFileSync(join(root, "README.md"), "utf8");
const ARTICLE = /```markdown\n(.*?)```/s.exec(README)![1]!;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dateline-local-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "content/articles/harbour"), { recursive: true });
  write("publication.yaml", SETTINGS);
  write("articles/harbour/gulls.md", ARTICLE);
});

const write = (path: string, text: string) => writeFileSync(join(folder, "content", path), text);

/** `npm run build`, with more words. */
function build(...words: string[]) {
  const folders = ["content", "data", "out"].flatMap((name) => [`--${name}`, join(folder, name)]);
  return spawnSync(process.execPath, ["lambdas/local.ts", "build", ...folders, ...words], {
    cwd: root,
    encoding: "utf8",
  });
}

test("README.md's article is published, and the summary goes to standard error", () => {
  const { status, stdout, stderr } = build("--strict");
  expect([status, stdout]).toEqual([0, ""]);
  expect(stderr).toMatch(/^published 1 articles?, /);
  expect(readFileSync(join(folder, "out/feed.xml"), "utf8")).toContain("The gulls have learned to queue");
});

test("an article that is left out is reported as README.md shows it; build ends with 0, and with 1 when it is strict", () => {
  write("articles/harbour/gulls.md", ARTICLE.replace("2026-11-02T08:00:00Z", "2026-11-31"));
  const { status, stderr } = build();
  expect([status, build("--strict").status]).toEqual([0, 1]);
  const [line] = stderr.split("\n");
  expect(line).toContain("articles/harbour/gulls.md:3: ");
  expect(README).toContain(`    ${line}\n`);
});

test("build ends with 1 when it cannot build, and with 2 when it does not understand a word", () => {
  write("publication.yaml", "title: [");
  expect(build().status).toBe(1);
  const { status, stderr } = build("--quick");
  expect(status).toBe(2);
  expect(stderr).toContain("Usage:");
});
