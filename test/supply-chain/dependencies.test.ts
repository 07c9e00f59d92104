import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { nodePackages, productionPackages, root } from "./locked-packages.ts";

/** They let anybody use, change and pass on what they cover, and ask for no more than a notice. */
const PERMISSIVE = new Set(["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);

const page = readFileSync(join(root, "docs/dependencies.md"), "utf8");
const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};

test("every package that runs in production has a permissive licence", () => {
  const others = productionPackages().filter(({ license = "none" }) => !PERMISSIVE.has(license));
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test("no package that runs in production, and no Node, needs an install script", () => {
  const withScript = [...productionPackages(), ...nodePackages()].filter(({ hasInstallScript }) => hasInstallScript);
  expect(withScript.map(({ name }) => name)).toEqual([]);
});

test("every direct dependency has an exact version, and a reason in docs/dependencies.md", () => {
  for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const rows = [...page.matchAll(/^\| (\S+) \| (\S+) \| (.{10,}) \|$/gm)];
  const direct = productionPackages().filter(({ isDirect }) => isDirect);
  expect(rows.map(([, name, license]) => `${name} ${license}`).sort()).toEqual(
    direct.map(({ name, license }) => `${name} ${license}`).sort(),
  );
});

test("docs/dependencies.md names every package that those bring along, by licence, and every Node", () => {
  const others = productionPackages().filter(({ isDirect }) => !isDirect);
  for (const [license, all] of Map.groupBy(others, (one) => one.license)) {
    const names = [...new Set(all.map(({ name }) => name))].sort();
    // To put it right: copy what is expected into the page.
    expect(page.replace(/\s+/g, " ")).toContain(`* ${license}: ${names.join(", ")}.`);
  }
  for (const { name } of nodePackages()) expect(page).toContain(`\`${name}\``);
});

test("npm run sbom lists every package that runs in production, with its licence, from the lock file alone", async () => {
  // Not `--omit dev`, with which npm leaves out whatever a tool needs, too.
  const words = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--offline"];
  const { stdout } = await promisify(execFile)("npm", words, { cwd: root, maxBuffer: 16 * 1024 * 1024 });
  const { components } = JSON.parse(stdout) as { components: { name: string; version: string; licenses?: object[] }[] };
  const listed = new Set(
    components.filter(({ licenses }) => licenses).map(({ name, version }) => `${name}@${version}`),
  );
  const missing = productionPackages().filter(({ name, version }) => !listed.has(`${name}@${version}`));
  expect(missing.map(({ name }) => name)).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { sbom: string } };
  expect(scripts.sbom).toContain(`npm ${words.slice(0, -1).join(" ")}`);
});
