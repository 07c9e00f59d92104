import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";

const SETTINGS = `title: The Test Courier
description: News for tests
baseUrl: https://courier.example
language: en
authors: [{ name: The Desk }]
tagAuthority: courier.example,2026
`;

/** `npm start` with so many articles of 100 KB in a folder that goes with the test. */
async function started(articles: number) {
  const root = mkdtempSync(join(tmpdir(), "dateline-start-"));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, "content", path)), { recursive: true });
    writeFileSync(join(root, "content", path), content);
  };
  write("publication.yaml", SETTINGS);
  for (let index = 0; index < articles; index++)
    write(`articles/${index}.md`, `# Old ${index}\n\n${"Long ago. ".repeat(10_000)}\n`);
  const program = resolve(import.meta.dirname, "../../lambdas/local.ts");
  const folders = ["--content", join(root, "content"), "--data", join(root, "data")];
  const child = spawn(process.execPath, [program, "start", "--port", "0", ...folders], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(root, { recursive: true, force: true });
  });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said.toString())![0];
  return { child, write, address, port: Number(new URL(address).port) };
}

test("an article that is saved while the server runs is in the feed, whoever asked for it before", async () => {
  const { write, address } = await started(1);
  const feed = async (headers = {}) => (await fetch(`${address}/feed.xml`, { headers })).text();
  expect(await feed()).not.toContain("<title>Two</title>");
  await feed({ "Accept-Encoding": "gzip" });
  write("articles/two.md", "# Two\n\nJust now.\n");
  await expect.poll(() => feed(), { timeout: 20_000 }).toContain("<title>Two</title>");
  expect(await feed({ "Accept-Encoding": "identity" })).toContain("<title>Two</title>");
});

test("a server that is told to end sends what it has begun, and ends with 0 within five seconds", async () => {
  // More than the buffers between two sockets hold.
  const { child, port } = await started(40);
  const silent = connect(port, "127.0.0.1").on("error", () => {});
  const reader = connect(port, "127.0.0.1");
  reader.write("GET /feed.json HTTP/1.1\r\nHost: a.example\r\n\r\n");
  const [first] = (await once(reader, "data")) as [Buffer];
  reader.pause();
  const begun = Date.now();
  const ends = Promise.all([once(child, "exit"), once(reader, "close")]);
  child.kill("SIGTERM");
  await sleep(300);
  let lengthBytes = first.length;
  reader.on("data", (chunk: Buffer) => (lengthBytes += chunk.length)).resume();
  const [[code]] = await ends;
  expect(code).toBe(0);
  expect(Date.now() - begun).toBeLessThan(5_000);
  expect(lengthBytes).toBeGreaterThan(4_000_000);
  silent.destroy();
});
