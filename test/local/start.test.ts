import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { Running } from "./running.ts";

let running: Running;
beforeEach(async () => {
  running = await Running.onSample();
  onTestFinished(() => running.close());
});

test("an article that is saved while the server runs is in the feed, whoever asked for it before", async () => {
  await running.start();
  const feed = async (headers = {}) => (await fetch(`${running.address}/feed.xml`, { headers })).text();
  expect(await feed()).not.toContain("<title>Two</title>");
  await feed({ "Accept-Encoding": "gzip" });
  await running.write("articles/two.md", "# Two\n\nJust now.\n");
  await expect.poll(() => feed(), { timeout: 20_000 }).toContain("<title>Two</title>");
  expect(await feed({ "Accept-Encoding": "identity" })).toContain("<title>Two</title>");
});

test("a server that is told to end sends what it has begun, and ends with 0 within five seconds", async () => {
  // More than the buffers between two sockets hold.
  for (let index = 0; index < 40; index++)
    await running.write(`articles/${index}.md`, `# Old ${index}\n\n${"Long ago. ".repeat(10_000)}\n`);
  await running.start();
  const port = Number(new URL(running.address).port);
  const silent = connect(port, "127.0.0.1").on("error", () => {});
  const reader = connect(port, "127.0.0.1");
  reader.write("GET /feed.json HTTP/1.1\r\nHost: a.example\r\n\r\n");
  const [first] = (await once(reader, "data")) as [Buffer];
  reader.pause();
  const begun = Date.now();
  const ends = Promise.all([running.end(), once(reader, "close")]);
  await sleep(300);
  let lengthBytes = first.length;
  reader.on("data", (chunk: Buffer) => (lengthBytes += chunk.length)).resume();
  const [code] = await ends;
  expect(code).toBe(0);
  expect(Date.now() - begun).toBeLessThan(5_000);
  expect(lengthBytes).toBeGreaterThan(4_000_000);
  silent.destroy();
});
