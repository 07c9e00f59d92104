import { globSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bundlesOf, loadedToStart } from "./bundles.ts";
import { newApp } from "./synthesise.ts";

/** What Lambda has to read before a function's first run, at the most. */
const MOST_KILOBYTES = {
  PublishingPublish: 500,
  PublishingSchedule: 500,
  HubSubscribe: 390,
  HubVerify: 690,
  NotificationDistribute: 400,
  NotificationDeliver: 700,
};

/** Words of packages, and the functions that hold these. */
const USERS = {
  // marked, sanitize-html
  "Please report this to https://github.com/markedjs/marked": /^Publishing/,
  nonTextTags: /^Publishing/,
  // slugify, mime-db
  "Expected a string, got": /^Publishing/,
  "1d-interleaved-parityfec": /^Publishing/,
  // yaml
  "Nested mappings are not allowed in compact mappings": /^(Publishing|Notification)/,
  // undici
  UND_ERR_CONNECT_TIMEOUT: /^(HubVerify|NotificationDeliver)$/,
  // Parts of the SDK's, of sanitize-html's and of undici's that none ever reaches.
  credential_process: /^$/,
  CssSyntaxError: /^$/,
  MockAgent: /^$/,
  setMiloEnabled: /^$/,
  "node:http2": /^$/,
};

/** The functions that hold these from the start, where that is not all that hold them: others load them when they need them. */
const USERS_FROM_THE_START: Partial<Record<keyof typeof USERS, RegExp>> = {
  "Please report this to https://github.com/markedjs/marked": /^$/,
  nonTextTags: /^$/,
  "Expected a string, got": /^$/,
  "1d-interleaved-parityfec": /^$/,
  "Nested mappings are not allowed in compact mappings": /^Publishing/,
};

const app = newApp({}, "bundled");
const bundles = bundlesOf(app);
afterAll(() => rmSync(app.outdir, { recursive: true }));

const codeOf = (files: string[]) => files.map((file) => readFileSync(file, "utf8")).join("\n");

test("what a function loads to start is below its bound", () => {
  expect([...bundles.keys()].sort()).toEqual(Object.keys(MOST_KILOBYTES).sort());
  for (const [name, { file }] of bundles) {
    const kilobytes = Buffer.byteLength(codeOf(loadedToStart(file))) / 1000;
    expect(kilobytes, name).toBeLessThan(MOST_KILOBYTES[name as keyof typeof MOST_KILOBYTES]);
  }
});

test("a function holds no package that it does not use, and loads none to start that it may not need", () => {
  for (const [name, { file }] of bundles) {
    const all = codeOf(globSync(join(dirname(file), "*.mjs")));
    const first = codeOf(loadedToStart(file));
    for (const [word, users] of Object.entries(USERS) as [keyof typeof USERS, RegExp][]) {
      expect(all.includes(word), `${name} holds "${word}"`).toBe(users.test(name));
      const fromTheStart = USERS_FROM_THE_START[word] ?? users;
      expect(first.includes(word), `${name} starts with "${word}"`).toBe(fromTheStart.test(name));
    }
  }
});
