import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endServer } from "../../lambdas/local/connections.ts";
import { ServedSite } from "./served-site.ts";

const encoder = new TextEncoder();
/** A few of these are more than the buffers between two sockets hold. */
const feed = "<rss/>".repeat(600_000);

let site: ServedSite;
beforeEach(async () => {
  site = await ServedSite.of([
    { key: "feed.xml", bytes: encoder.encode(feed) },
    { key: "robots.txt", bytes: encoder.encode("User-agent: *\n") },
    { key: "404.html", bytes: encoder.encode("not here") },
  ]);
});
afterEach(() => site.close());

/** What came back, without the headers. */
const linesOf = (received: string) => received.match(/HTTP\/1\.1 \d+/g)?.map((line) => Number(line.slice(-3)));
const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: a.example\r\n${more}\r\n`;
const last = "Connection: close\r\n";

describe("a client that sends", () => {
  test("several requests at once gets the answers in their order", async () => {
    const received = await site.send(
      get("/feed.xml") + get("/nowhere.x") + get("/robots.txt") + get("/feed.xml", last),
    );
    expect(linesOf(received)).toEqual([200, 404, 200, 200]);
    expect(received.length).toBeGreaterThan(2 * feed.length);
  });

  test("an address that leads out of the folder, or to what is hidden in it, gets a 404", async () => {
    await site.write(".unfinished.xml", "secret");
    await site.write("../outside.txt", "secret");
    for (const path of [
      "/../outside.txt",
      "/%2e%2e/outside.txt",
      "/..%2foutside.txt",
      "/x/../../outside.txt",
      "/..%5coutside.txt",
      "/..\\outside.txt",
      "/%252e%252e/outside.txt",
      "/.unfinished.xml",
      "/%2eunfinished.xml",
      "//etc/passwd.x",
      "//a.example/robots.txt",
      "/robots.txt%00.html",
      "/robots.txt/..%2frobots.txt",
      `/${"a".repeat(4000)}.txt`,
      "/%ff%fe.txt",
    ]) {
      const received = await site.send(get(path, last));
      expect([path, linesOf(received)]).toEqual([path, [404]]);
      expect(received).not.toContain("secret");
    }
  });

  test("an address with a host gets the document, from here and from nowhere else (RFC 9112 §3.2.2)", async () => {
    for (const origin of ["http://a.example", "http://127.0.0.1:1", "https://user@elsewhere.example"]) {
      expect(await site.send(get(`${origin}/robots.txt`, last))).toContain("User-agent");
      expect(linesOf(await site.send(get(`${origin}/nowhere.x`, last)))).toEqual([404]);
    }
  });

  test("an address that is too long gets a 414, headers that are too long a 431", async () => {
    for (const length of [9_000, 20_000, 200_000])
      expect(linesOf(await site.send(get(`/${"a".repeat(length)}.txt`, last)))).toEqual([414]);
    for (const length of [20_000, 200_000])
      expect(linesOf(await site.send(get("/feed.xml", `X: ${"a".repeat(length)}\r\n`)))).toEqual([431]);
  });

  test("no HTTP gets a 400, also after an answer only the end of the connection", async () => {
    for (const nonsense of [
      "\x16\x03\x01\x02\x00",
      "GET\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET /a b HTTP/1.1\r\n\r\n",
    ])
      expect(linesOf(await site.send(nonsense))).toEqual([400]);
    // Not a 400, which would be taken for the answer to the request before.
    expect(linesOf(await site.send(get("/robots.txt"), "nonsense\r\n\r\n")) ?? []).not.toContain(400);
  });

  test("two lengths for one body gets a 400: whoever stands between would read another request", async () => {
    const both = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
    expect(linesOf(await site.send(get("/robots.txt", both)))).toEqual([400]);
  });

  test("a body without end is answered, and not listened to", async () => {
    const begun = Date.now();
    const received = await site.send(get("/robots.txt", "Content-Length: 1000000000\r\n"), "x".repeat(10_000));
    expect(linesOf(received)).toEqual([200]);
    expect(received).toContain("Connection: close");
    expect(Date.now() - begun).toBeLessThan(3_000);
  });
});

/** So many connections on which nothing is ever said. */
async function silentSockets(count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect(site.port, "127.0.0.1").on("error", () => {}));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  return sockets;
}

describe("a client that says nothing", () => {
  test("is let go after a while, as is one that never ends its request", async () => {
    // Real limits are longer than a test; they are looked at every five seconds all the same.
    Object.assign(site.server, { headersTimeout: 500, requestTimeout: 500 });
    const [silent] = await silentSockets(1);
    const slow = site.send("GET /robots.txt HTTP/1.1\r\nHost:");
    await Promise.all([
      once(silent!.resume(), "close"),
      slow.then((received) => expect(linesOf(received)).toEqual([408])),
    ]);
  });

  test("keeps nobody from being answered, however many do so", async () => {
    const sockets = await silentSockets(1_000);
    const begun = Date.now();
    expect((await site.ask("/robots.txt")).status).toBe(200);
    expect(Date.now() - begun).toBeLessThan(1_000);
    for (const socket of sockets) socket.destroy();
  });
});

describe("a server that ends", () => {
  test("lets an answer that has begun arrive whole, and nothing new begin", async () => {
    // A client that reads slowly: most of the answer is still here when the server ends.
    const socket = connect(site.port, "127.0.0.1");
    socket.write(get("/feed.xml").repeat(4));
    const [first] = (await once(socket, "data")) as [Buffer];
    socket.pause();
    const { port } = site;
    const ended = endServer(site.server);
    await sleep(200);
    let length = first.length;
    socket.on("data", (chunk: Buffer) => (length += chunk.length)).resume();
    await Promise.all([once(socket, "close"), ended]);
    expect(length).toBeGreaterThan(4 * feed.length);
    await expect(once(connect(port, "127.0.0.1"), "connect")).rejects.toThrow("ECONNREFUSED");
  });

  test("waits for no client that takes nothing or says nothing", async () => {
    const stuck = connect(site.port, "127.0.0.1").pause();
    for (let index = 0; index < 20; index++) stuck.write(get("/feed.xml"));
    const silent = await silentSockets(10);
    const idle = connect(site.port, "127.0.0.1");
    idle.write(get("/robots.txt"));
    await once(idle, "data");
    const begun = Date.now();
    await endServer(site.server);
    expect(Date.now() - begun).toBeLessThan(4_500);
    for (const socket of [stuck, idle, ...silent]) socket.destroy();
  });
});
