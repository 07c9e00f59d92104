import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newApp } from "./synthesise.ts";

/** What Lambda has to fetch and read before a function's first run. */
const MOST_KILOBYTES = 1000;

const app = newApp({}, "bundled");
afterAll(() => rmSync(app.outdir, { recursive: true }));

test(`each function's code is below ${MOST_KILOBYTES} KB, with no part of the SDK's or of postcss's that it never reaches`, () => {
  const { directory } = app.synth();
  const bundles = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => basename(name) === "index.mjs")
    .map((name) => readFileSync(join(directory, name), "utf8"));
  expect(bundles).toHaveLength(2);
  for (const code of bundles) {
    expect(Buffer.byteLength(code) / 1000).toBeLessThan(MOST_KILOBYTES);
    expect(code.match(/credential_process|CssSyntaxError/)?.[0]).toBeUndefined();
  }
}, 60_000);
