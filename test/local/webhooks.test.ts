import { mkdir, rm, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { reconcile } from "../../lambdas/core/schedule.ts";
import { openHome } from "../../lambdas/local/home.ts";
import { Notifying } from "../../lambdas/local/notifying.ts";
import { serve } from "../loopback-server.ts";
import { Running } from "./running.ts";

const SECRET = `whsec_${Buffer.alloc(32, "k").toString("base64")}`;

let running: Running;
beforeEach(async () => {
  vi.stubEnv("DATELINE_ALLOW_LOOPBACK_CALLBACKS", "1");
  running = await Running.onSample();
  onTestFinished(async () => {
    await running.close();
    vi.unstubAllEnvs();
  });
});

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An endpoint that keeps what it gets, and answers with these statuses one after the other, the last one again and again. */
async function receiver(...statuses: number[]) {
  const received: Received[] = [];
  const origin = await serve(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(statuses[Math.min(received.length, statuses.length) - 1]!).end();
  });
  return { received, url: `${origin}/hooks?from=dateline` };
}

async function configure(yaml: string) {
  const data = join(running.folder, "data");
  await mkdir(data);
  await writeFile(join(data, "webhooks.yaml"), yaml);
}

test("a receiver can verify what it gets with the reference library, and gets it again under the same id until it says 2xx", async () => {
  const { received, url } = await receiver(503, 204);
  await configure(`- url: ${url}\n  secret: ${SECRET}\n`);
  // The articles of the sample would be news, too.
  await rm(join(running.folder, "content/articles"), { recursive: true });
  await mkdir(join(running.folder, "content/articles"));
  await running.write("articles/ships.md", "# Ships “in” the harbour: Çeşme\n\nTwo of them.\n");
  const data = join(running.folder, "data");
  const home = openHome({ content: join(running.folder, "content"), data, site: join(running.folder, "site") });
  if (home.outcome === "unusable") expect.fail(home.cause);
  let aheadMillis = 0;
  const clock = () => new Date(Date.now() + aheadMillis);
  const notifying = new Notifying({ ...home.ports, data, baseUrl: "https://courier.example", clock });
  onTestFinished(async () => {
    await notifying.stop();
    home.close();
  });
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
    data: {
      feed: { title: "The Ansel Tide" },
      new: [{ title: "Ships “in” the harbour: Çeşme" }],
    },
  });
  expect(new Webhook(SECRET).verify(first.body, first.headers as Record<string, string>)).toEqual(payload);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(second.headers["content-type"]).toBe("application/json");
  const forged = second.body.replace("Two", "Ten").replace("Ships", "Boats");
  expect(() => new Webhook(SECRET).verify(forged, second.headers as Record<string, string>)).toThrow("signature");
});

/** What `npm start` says until it is ready. */
async function start(): Promise<string> {
  await running.start();
  await vi.waitUntil(() => running.said.includes("Ctrl-C ends"), 20_000);
  return running.said;
}

test("npm start says how many endpoints there are, and tells them what is saved", async () => {
  const { received, url } = await receiver(204);
  await configure(`- url: ${url}\n  secret: ${SECRET}\n`);
  expect(await start()).toContain("Webhook endpoints that are told of changes: 1.\n");
  await running.write("articles/gulls.md", "# Gulls\n");
  const told = () => received.map(({ body }) => body).join();
  await vi.waitFor(() => expect(told()).toContain('"title":"Gulls"'), 10_000);
}, 40_000);

test("npm start says what is wrong with the file, without its secret, and publishes all the same", async () => {
  await configure(`- url: https://example.org/\n  secret: ${SECRET}${SECRET}\n`);
  const said = await start();
  expect(said).toContain(
    "webhooks.yaml:2: the secret of an endpoint is not whsec_ and 24 to 64 bytes in base64; make one",
  );
  expect(said).not.toContain(SECRET.slice(6));
  expect(said).toContain("/feed.xml");
}, 40_000);

test("npm start says nothing of webhooks when there are none", async () => {
  expect(await start()).not.toMatch(/webhook/i);
}, 40_000);
