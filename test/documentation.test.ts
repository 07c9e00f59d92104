import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };

const root = resolve(import.meta.dirname, "..");
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root }).sort();
const textOf = (page: string) => readFileSync(join(root, page), "utf8");

test("every npm script that the documentation names is there, and every one that is there is named", () => {
  const commands = pages.flatMap((page) => textOf(page).match(/\bnpm (?:run [a-z:]+|start|test)\b/g) ?? []);
  const named = commands.map((command) => command.replace(/^npm (run )?/, ""));
  expect(new Set(named)).toEqual(new Set(Object.keys(packageJson.scripts)));
});

test.each(pages)("%s names no file that is not there", (page) => {
  const text = textOf(page);
  const links = Array.from(text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g), ([, link]) => join(dirname(page), link!));
  const paths = Array.from(text.matchAll(/`((?:test|lambdas|infra|bench|docs)\/[\w./-]+)`/g), ([, path]) => path!);
  expect([...links, ...paths].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
