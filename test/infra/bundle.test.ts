import { readFileSync, rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { bundlesOf } from "./bundles.ts";
import { newApp } from "./synthesise.ts";

/** What Lambda has to fetch and read before a function's first run, at the most. */
const MOST_KILOBYTES = {
  PublishingPublish: 1080,
  PublishingSchedule: 1080,
  HubSubscribe: 400,
  HubVerify: 700,
  NotificationDistribute: 550,
  NotificationDeliver: 850,
};

/** Words of packages, and the functions that use these. */
const USERS = {
  // marked, sanitize-html
  "Please report this to https://github.com/markedjs/marked": /^Publishing/,
  nonTextTags: /^Publishing/,
  // slugify, mime-db
  "Expected a string, got": /^Publishing/,
  "1d-interleaved-parityfec": /^Publishing/,
  // undici
  UND_ERR_CONNECT_TIMEOUT: /^(HubVerify|NotificationDeliver)$/,
  // Parts of the SDK's, of sanitize-html's and of undici's that none ever reaches.
  credential_process: /^$/,
  CssSyntaxError: /^$/,
  MockAgent: /^$/,
  setMiloEnabled: /^$/,
  "node:http2": /^$/,
};

const app = newApp({}, "bundled");
afterAll(() => rmSync(app.outdir, { recursive: true }));

test("each function's code is below its bound, and holds no package that it does not use", () => {
  const all = bundlesOf(app);
  expect([...all.keys()].sort()).toEqual(Object.keys(MOST_KILOBYTES).sort());
  for (const [name, { file }] of all) {
    const code = readFileSync(file, "utf8");
    expect(Buffer.byteLength(code) / 1000, name).toBeLessThan(MOST_KILOBYTES[name as keyof typeof MOST_KILOBYTES]);
    for (const [word, users] of Object.entries(USERS)) {
      expect(code.includes(word), `${name} holds "${word}"`).toBe(users.test(name));
    }
  }
}, 120_000);
