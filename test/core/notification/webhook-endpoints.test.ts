import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeProblem } from "../../../lambdas/core/problem.ts";
import { readEndpoints } from "../../../lambdas/core/notification/webhook-endpoints.ts";

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, "s3").toString("base64")}`;
const SECRET = secretOf(32);
const valid = `- url: https://example.org/hooks/dateline\n  secret: ${SECRET}\n`;

function readText(yaml: string) {
  const bytes = new TextEncoder().encode(yaml);
  return readEndpoints({ get: async (key) => (key === "webhooks.yaml" ? { bytes, version: "1" } : undefined) });
}

async function endpointsIn(yaml: string) {
  const read = await readText(yaml);
  return read.outcome === "endpoints" ? read.endpoints : expect.fail(JSON.stringify(read));
}

async function problemIn(yaml: string): Promise<string> {
  const read = await readText(yaml);
  return read.outcome === "problem" ? describeProblem(read.problem) : expect.fail(read.outcome);
}

test("an endpoint has a url, a secret, the feeds that it hears of, and a line", async () => {
  const yaml = `# who is told\n${valid}- url: http://127.0.0.1:9000/?a=b\n  secret: "${secretOf(64)}"\n  feeds:\n    - sections/harbour\n    - tags/ميناء\n`;
  expect(await endpointsIn(yaml)).toEqual([
    { url: "https://example.org/hooks/dateline", key: Buffer.alloc(32, "s3"), feeds: ["site"], line: 2 },
    {
      url: "http://127.0.0.1:9000/?a=b",
      key: Buffer.alloc(64, "s3"),
      feeds: ["sections/harbour", "tags/ميناء"],
      line: 4,
    },
  ]);
});

test("an empty file has no endpoints, and there may be no file", async () => {
  expect(await endpointsIn("")).toEqual([]);
  expect(await endpointsIn("# nobody yet\n")).toEqual([]);
  expect(await readEndpoints({ get: async () => undefined })).toEqual({ outcome: "no-file" });
});

test("there may be 50 endpoints, and secrets of 24 to 64 bytes", async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => valid.replace("dateline", String(index))).join("");
  expect(await endpointsIn(many(50))).toHaveLength(50);
  expect(await problemIn(many(51))).toBe(
    "webhooks.yaml: there are 51 endpoints where at most 50 are useful; keep those that matter",
  );
  for (const bytes of [24, 64]) expect(await endpointsIn(valid.replace(SECRET, secretOf(bytes)))).toHaveLength(1);
  for (const bytes of [0, 23, 65])
    expect(await problemIn(valid.replace(SECRET, secretOf(bytes)))).toContain("webhooks.yaml:2: the secret");
});

test.each([
  ["url: https://example.org/", "webhooks.yaml:1: this is no list in YAML; write a list of endpoints"],
  ["- url: 'https://example.org/", "webhooks.yaml:1: this is no list in YAML"],
  [`${valid}- just words`, "webhooks.yaml:3: an endpoint needs a url and a secret; write - url:"],
  [`${valid}-\n${valid}`, "webhooks.yaml:3: an endpoint needs a url and a secret"],
  [`${valid}- url: https://other.example/`, "webhooks.yaml:3: an endpoint needs a url and a secret"],
  [`${valid}- secret: ${SECRET}`, "webhooks.yaml:3: an endpoint needs a url and a secret"],
  [`${valid}  feed: site`, "webhooks.yaml:3: an endpoint has a setting that does not exist; use url, secret, feeds"],
  [`${valid}${valid}`, "webhooks.yaml:3: two endpoints have the same url; name all feeds in one of them"],
  [valid.replace("https:", "ftp:"), "webhooks.yaml:1: the url of an endpoint is none that can be sent to"],
  [valid.replace("https://", ""), "webhooks.yaml:1: the url"],
  [valid.replace("example.org", "me:secret@example.org"), "webhooks.yaml:1: the url"],
  [valid.replace("example.org", "10.0.0.1"), "webhooks.yaml:1: the url"],
  [valid.replace("dateline", "date line"), "webhooks.yaml:1: the url"],
  [valid.replace("dateline", "dateline#top"), "webhooks.yaml:1: the url"],
  [valid.replace(SECRET, "[a]"), "webhooks.yaml:2: the secret of an endpoint is not whsec_ and 24 to 64 bytes in base64"],
  [valid.replace("whsec_", ""), "webhooks.yaml:2: the secret"],
  [valid.replace("whsec_", "whsk_"), "webhooks.yaml:2: the secret"],
  [valid.replace(/=\n/, "\n"), "webhooks.yaml:2: the secret"],
  [valid.replace("whsec_", "whsec_-_"), "webhooks.yaml:2: the secret"],
  [`${valid}  feeds: []`, "webhooks.yaml:3: an endpoint names a feed that there cannot be; write site for everything"],
  [`${valid}  feeds: [site, harbour]`, "webhooks.yaml:3: an endpoint names a feed"],
  [`${valid}  feeds: sections/Harbour`, "webhooks.yaml:3: an endpoint names a feed"],
  [`${valid}  feeds: [tags/%D8%AE]`, "webhooks.yaml:3: an endpoint names a feed"],
  [`${valid}  feeds: [{ a: b }]`, "webhooks.yaml:3: an endpoint names a feed"],
])("a mistake is a problem with line and remedy: %j", async (yaml, expected) => {
  expect(await problemIn(yaml)).toContain(expected);
}); // prettier-ignore

test("no problem quotes a secret, wherever it stands", async () => {
  const places = [
    (secret: string) => `- url: ${secret}\n  secret: ${SECRET}`,
    (secret: string) => `- url: https://example.org/\n  secret: ${secret}`,
    (secret: string) => `- url: https://example.org/\n  secret: "${secret.slice(0, 8)}" ${secret}`,
    (secret: string) => `- url: https://example.org/\n  ${secret}: x\n  secret: ${SECRET}`,
    (secret: string) => `- url: https://example.org/\n  secret: *${secret}`,
    (secret: string) => `- url: https://example.org/\n  secret: !${secret} x`,
    (secret: string) => `- url: https://example.org/\n  secret: ${SECRET}\n  feeds: ${secret}`,
    (secret: string) => `${secret}: x`,
    (secret: string) => secret,
  ];
  for (const place of places)
    for (const text of [SECRET.slice(0, 30), "hunter2hunter2"])
      expect(await problemIn(place(text))).not.toContain(text);
});

test("no bytes make it throw", async () => {
  const get = (bytes: Uint8Array) => ({ get: async () => ({ bytes, version: "1" }) });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => void (await readEndpoints(get(bytes)))),
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => void (await readText(`${valid}  feeds: ${text}`))),
  );
});
