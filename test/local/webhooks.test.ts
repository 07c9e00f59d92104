import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reconcile } from "../../lambdas/core/schedule.ts";
import { openHome } from "../../lambdas/local/home.ts";
import { Notifying } from "../../lambdas/local/notifying.ts";

const SETTINGS = "title: The Test Courier\nbaseUrl: https://courier.example\nlanguage: en\n";
const SECRET = `whsec_${Buffer.alloc(32, "k").toString("base64")}`;

let folder: string;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  vi.stubEnv("DATELINE_ALLOW_LOOPBACK_CALLBACKS", "1");
  folder = await mkdtemp(join(tmpdir(), "dateline-start-"));
  await mkdir(join(folder, "content/articles"), { recursive: true });
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "content/publication.yaml"), SETTINGS);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
  await rm(folder, { recursive: true });
  vi.unstubAllEnvs();
});

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An endpoint that keeps what it gets, and answers with these statuses one after the other, the last one again and again. */
async function receiver(...statuses: number[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(statuses[Math.min(received.length, statuses.length) - 1]!).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close().closeAllConnections());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks?from=dateline` };
}

const configure = (yaml: string) => writeFile(join(folder, "data/webhooks.yaml"), yaml);
const write = (name: string, source: string) => writeFile(join(folder, "content/articles", name), source);

test("a receiver can verify what it gets with the reference library, and gets it again under the same id until it says 2xx", async () => {
  const { received, url } = await receiver(503, 204);
  await configure(`- url: ${url}\n  secret: ${SECRET}\n`);
  await write("ships.md", "# Ships “in” the harbour: Çeşme\n\nTwo of them.\n");
  const home = openHome({ content: join(folder, "content"), data: join(folder, "data"), site: join(folder, "site") });
  if (home.outcome === "unusable") expect.fail(home.cause);
  let aheadMillis = 0;
  const clock = () => new Date(Date.now() + aheadMillis);
  const notifying = new Notifying({
    ...home.ports,
    data: join(folder, "data"),
    baseUrl: "https://courier.example",
    clock,
  });
  closing.push(
    () => home.close(),
    () => notifying.stop(),
  );
  notifying.start();
  await reconcile({ ...home.ports, announcements: notifying.announcements }, { version: "1" });
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000);
  // Nothing comes again before its time.
  await sleep(1000);
  expect(received).toHaveLength(1);
  aheadMillis = 11_000;
  await vi.waitFor(() => expect(received).toHaveLength(2), 10_000);

  const [first, second] = received as [Received, Received];
  const payload = new Webhook(SECRET).verify(second.body, second.headers as Record<string, string>);
  expect(payload).toMatchObject({
    type: "feed.updated",
    data: { feed: { title: "The Test Courier" }, new: [{ title: "Ships “in” the harbour: Çeşme" }] },
  });
  expect(new Webhook(SECRET).verify(first.body, first.headers as Record<string, string>)).toEqual(payload);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(second.headers["content-type"]).toBe("application/json");
  const forged = second.body.replace("Two", "Ten").replace("Ships", "Boats");
  expect(() => new Webhook(SECRET).verify(forged, second.headers as Record<string, string>)).toThrow("signature");
});

/** Runs `start` until it has said something. */
async function startUntil(words: RegExp): Promise<string> {
  const options = ["--content", join(folder, "content"), "--data", join(folder, "data"), "--port", "0"];
  const child: ChildProcess = spawn(process.execPath, ["lambdas/local.ts", "start", ...options]);
  closing.push(async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk) => (said += String(chunk)));
  await vi.waitFor(() => expect(said).toMatch(words), 20_000);
  return said;
}

test("npm start says how many endpoints there are, and tells them what is saved", async () => {
  const { received, url } = await receiver(204);
  await configure(`- url: ${url}\n  secret: ${SECRET}\n`);
  const said = await startUntil(/Ctrl-C ends/);
  expect(said).toContain("Webhook endpoints that are told of changes: 1.\n");
  await write("gulls.md", "# Gulls\n");
  await vi.waitFor(() => expect(received).toHaveLength(1), 10_000);
  expect(JSON.parse(received[0]!.body)).toMatchObject({ data: { new: [{ title: "Gulls" }] } });
}, 40_000);

test("npm start says what is wrong with the file, without its secret, and publishes all the same", async () => {
  await configure(`- url: https://example.org/\n  secret: ${SECRET}${SECRET}\n`);
  const said = await startUntil(/Ctrl-C ends/);
  expect(said).toContain(
    "webhooks.yaml:2: the secret of an endpoint is not whsec_ and 24 to 64 bytes in base64; make one",
  );
  expect(said).not.toContain(SECRET.slice(6));
  expect(said).toContain("/feed.xml");
}, 40_000);

test("npm start says nothing of webhooks when there are none", async () => {
  expect(await startUntil(/Ctrl-C ends/)).not.toMatch(/webhook/i);
}, 40_000);
