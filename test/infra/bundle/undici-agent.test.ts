import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { exchange } from "../../../lambdas/adapters/exchange.ts";

const server = createServer((request, response) => {
  void text(request).then((body) => response.writeHead(202, { "retry-after": "7" }).end(`${request.method} ${body}`));
});
afterAll(() => server.close());

test("what functions have in place of undici sends requests over a connector of theirs, and reads answers", async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const standIn = join(import.meta.dirname, "../../../infra/bundle/undici-agent.js");
  const { Agent, buildConnector } = (await import(standIn)) as typeof import("undici");
  const connect = buildConnector({ timeout: 1000 });
  const hosts: string[] = [];
  const agent = new Agent({
    connect: (options, connected) => {
      hosts.push(options.hostname);
      connect(options, connected);
    },
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await exchange(agent, { origin, path: "/", method: "POST", body: "news" }, 1000);
  expect(answer).toEqual({ outcome: "answered", status: 202, retryAfter: "7", body: Buffer.from("POST news") });
  expect(hosts).toEqual(["127.0.0.1"]);
  await agent.destroy();
});
