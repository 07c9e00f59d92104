import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { GuardedFetch, type GuardOptions } from "../../lambdas/adapters/guarded-fetch.ts";
import { targetOf } from "../../lambdas/core/hub/callback.ts";

async function listen(server: Server) {
  const sockets: Socket[] = [];
  server.on("connection", (socket) => void sockets.push(socket)).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, connections: () => sockets.length };
}
const serve = (listener: RequestListener) => listen(createServer(listener));

function guarded(options: GuardOptions) {
  const fetcher = new GuardedFetch(options);
  onTestFinished(() => fetcher.close());
  return (url: string, body?: Uint8Array, headers?: Record<string, string>) =>
    fetcher.fetch({ method: body ? "POST" : "GET", ...targetOf(url), body, headers });
}
const openly = (options: GuardOptions = {}) => guarded({ reach: "public-and-loopback", ...options });

/** A DNS that knows one answer, and counts how often it is asked. */
const answering = (...answers: string[]) =>
  vi.fn<NonNullable<GuardOptions["lookup"]>>((_hostname, _options, answer) =>
    answer(
      null,
      answers.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    ),
  );

test("no notation of a loopback address reaches a server that listens there", async () => {
  const { port, connections } = await serve((_request, response) => response.end("private"));
  const get = guarded({ reach: "public", lookup: answering("127.0.0.1") });
  const hosts =
    "127.0.0.1 127.0.0.1. 127.1 2130706433 0x7f000001 0x7F.1 0177.0.0.1 017700000001 0.0.0.0 0 %31%32%37.0.0.1 " +
    "[::1] [::] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:7f00:0001] [64:ff9b::7f00:1] " +
    "[2002:7f00:1::] localhost localhost. LOCALHOST app.localhost name.example name.example.";
  for (const host of hosts.split(" "))
    expect([host, await get(`http://${host}:${port}/`)]).toEqual([host, { outcome: "out-of-reach" }]);
  for (const host of ["127.0.0.1", "[::1]", "name.example"])
    expect(await get(`https://${host}:${port}/`)).toEqual({ outcome: "out-of-reach" });
  expect(connections()).toBe(0);
});

test("a name that has no address is unanswered", async () => {
  expect(await openly({ lookup: answering() })("http://name.example/")).toMatchObject({ outcome: "unanswered" });
});

test("a name is out of reach when any of its addresses is, and the address that was checked is the one connected to", async () => {
  const { port, connections } = await serve((_request, response) => response.end());
  for (const answers of [
    ["10.0.0.1"],
    ["169.254.169.254"],
    ["8.8.8.8", "127.0.0.1"],
    ["::ffff:127.0.0.1"],
    ["fd00::1"],
  ]) {
    const get = guarded({ reach: "public", lookup: answering(...answers) });
    expect([answers, await get(`http://name.example:${port}/`)]).toEqual([answers, { outcome: "out-of-reach" }]);
  }
  expect(connections()).toBe(0);
  const lookup = answering("127.0.0.1");
  expect(await openly({ lookup })(`http://name.example:${port}/`)).toMatchObject({ outcome: "answered", status: 200 });
  expect(lookup).toHaveBeenCalledOnce();
  expect(connections()).toBe(1);
});

test("a name that moves to a private address is out of reach at its next connection", async () => {
  const { port } = await serve((_request, response) => response.setHeader("Connection", "close").end());
  const addresses = ["127.0.0.1", "10.0.0.1"];
  const get = openly({ lookup: (name, options, answer) => answering(addresses.shift()!)(name, options, answer) });
  expect(await get(`http://name.example:${port}/`)).toMatchObject({ outcome: "answered" });
  expect(await get(`http://name.example:${port}/`)).toEqual({ outcome: "out-of-reach" });
});

test("§5.3.1 a redirect is an answer, and is not followed", async () => {
  const elsewhere = await serve((_request, response) => response.end("secret"));
  for (const status of [301, 302, 303, 307, 308]) {
    const { port } = await serve((_request, response) =>
      response.writeHead(status, { Location: `http://127.0.0.1:${elsewhere.port}/` }).end(),
    );
    expect(await openly()(`http://127.0.0.1:${port}/`)).toMatchObject({ outcome: "answered", status });
  }
  expect(elsewhere.connections()).toBe(0);
});

test("§5.1.1 path, query, headers and body arrive byte for byte", async () => {
  const seen: unknown[] = [];
  const { port } = await serve((request, response) => {
    const read = async () => {
      const body = Buffer.concat((await Array.fromAsync(request)) as Buffer[]);
      const { method, url, headers } = request;
      seen.push({ method, url, type: headers["content-type"], host: headers.host, body });
      response.writeHead(429, { "Retry-After": "120" }).end("later");
    };
    void read();
  });
  const body = Uint8Array.from({ length: 256 }, (_, index) => index);
  const target = "/a/../b?x='y'&z=%7e+%2B&&=";
  const answer = await openly()(`http://127.0.0.1:${port}${target}`, body, { "content-type": "application/xml" });
  expect(answer).toEqual({ outcome: "answered", status: 429, retryAfter: "120", body: Buffer.from("later") });
  expect(seen).toEqual([
    { method: "POST", url: target, type: "application/xml", host: `127.0.0.1:${port}`, body: Buffer.from(body) },
  ]);
});

test("connections are kept for the next request", async () => {
  const { port, connections } = await serve((_request, response) => response.end("ok"));
  const get = openly();
  for (let count = 0; count < 40; count++) await get(`http://127.0.0.1:${port}/`);
  // A pool may open one more while the last answer is being put away.
  expect(connections()).toBeLessThan(20);
});

test("no host keeps a connection open for longer than we like", async () => {
  const server = createServer((_request, response) => response.setHeader("Keep-Alive", "timeout=600").end());
  server.keepAliveTimeout = 600_000;
  const closed = new Promise((resolve) => server.on("connection", (socket) => socket.on("close", resolve)));
  const { port } = await listen(server);
  const begun = performance.now();
  await openly()(`http://127.0.0.1:${port}/`);
  await closed;
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test("an answer is read to a bound: a body without end does not outlast its status", async () => {
  const { port } = await serve((_request, response) => {
    const more = () => void (response.destroyed || response.write("x".repeat(1000), () => setImmediate(more)));
    more();
  });
  const begun = performance.now();
  expect(await openly()(`http://127.0.0.1:${port}/`)).toMatchObject({
    outcome: "answered",
    status: 200,
    body: undefined,
  });
  expect(performance.now() - begun).toBeLessThan(5000);
});

test("one deadline covers connection, headers and body, however often something arrives", async () => {
  const deadlineMillis = 300;
  const silent = await listen(createTcpServer());
  const trickling = await listen(
    createTcpServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("X-More: x\r\n"), 50);
      socket.on("close", () => clearInterval(timer)).on("error", () => undefined);
    }),
  );
  const slow = await serve((_request, response) => {
    const timer = setInterval(() => response.write("x"), 50);
    response.on("close", () => clearInterval(timer));
  });
  const get = openly({ deadlineMillis });
  const begun = performance.now();
  for (const { port } of [silent, trickling])
    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ outcome: "unanswered", cause: "deadline" });
  expect(await get(`http://127.0.0.1:${slow.port}/`)).toMatchObject({ outcome: "answered", body: undefined });
  const mute = openly({ deadlineMillis, lookup: () => undefined });
  expect(await mute("http://name.example/")).toEqual({ outcome: "unanswered", cause: "deadline" });
  expect(performance.now() - begun).toBeLessThan(4 * deadlineMillis + 2000);
});

test("a request whose connection comes after the deadline is not sent", async () => {
  const served = vi.fn<RequestListener>((_request, response) => response.end());
  const { port, connections } = await serve(served);
  const deadlineMillis = 100;
  const late: GuardOptions["lookup"] = (...question) =>
    void setTimeout(() => answering("127.0.0.1")(...question), 2 * deadlineMillis);
  const get = openly({ deadlineMillis, lookup: late });
  expect(await get(`http://name.example:${port}/`)).toEqual({ outcome: "unanswered", cause: "deadline" });
  await vi.waitFor(() => expect(connections()).toBe(1));
  await sleep(deadlineMillis);
  expect(served).not.toHaveBeenCalled();
});

test("RFC 9110 §15.2 what comes before the answer is not taken for it", async () => {
  const { port } = await serve((_request, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    response.writeHead(503, ["Retry-After", "7", "Retry-After", "9"]).end("down");
  });
  const answer = await openly()(`http://127.0.0.1:${port}/`);
  expect(answer).toEqual({ outcome: "answered", status: 503, retryAfter: "7", body: Buffer.from("down") });
});

test("what went wrong is said without the callback, which may be a secret", async () => {
  const { port } = await listen(createTcpServer((socket) => socket.end("no HTTP\r\n\r\n")));
  const closed = await listen(createTcpServer((socket) => socket.destroy()));
  const unknown: GuardOptions["lookup"] = (hostname, _options, answer) =>
    answer(Object.assign(new Error(`ENOTFOUND ${hostname}`), { code: "ENOTFOUND" }), []);
  const get = openly({ lookup: unknown });
  const urls = [
    `http://127.0.0.1:${port}/s3cret`,
    `http://127.0.0.1:${closed.port}/s3cret`,
    "http://s3cret.example/",
    "http://127.0.0.1:1/s3cret",
  ];
  for (const url of urls) {
    const answer = await get(url);
    if (answer.outcome !== "unanswered") throw new Error(`${url}: ${answer.outcome}`);
    expect(answer.cause).toMatch(/^\w+$/);
    expect(answer.cause).not.toContain("s3cret");
  }
});
