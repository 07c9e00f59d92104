import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { targetOf } from "../../lambdas/core/hub/callback.ts";
import { anyForm } from "./any-form.ts";
import { anyLine } from "./any-text.ts";
import { anyUrl } from "./any-url.ts";
import { fuzz } from "./fuzz.ts";
import { GuardedProcess } from "./guarded-process.ts";
import { isPrivate, privateHost } from "./private-hosts.ts";

const hub = new GuardedProcess();
afterAll(() => hub.end());

/** What the hub put into its queue for a form; every answer is one line, and says no word of the request. */
async function admittedBy(body: Uint8Array, contentType = "application/x-www-form-urlencoded") {
  const { status, body: line, queued } = await hub.askHub({ contentType, body });
  expect([202, 400, 413, 415]).toContain(status);
  expect(line).toMatch(/^[\x20-\x7e]{5,200}\n$/);
  expect(queued).toHaveLength(status === 202 ? 1 : 0);
  return queued.map(
    (message) => (JSON.parse(message) as { request: { mode: string; callback: string; topic: string } }).request,
  );
}

const scheme = fc.constantFrom("http://", "https://", "HTTP://", "http:\\\\", "http:/", "http:///", "ht\ntp://");
const port = fc.constantFrom("", "", ":80", ":8080", ":0", ":", ":99999");
const user = fc.constantFrom("", "", "", "a.example@", "u:p@", "@", "a.example\\@", "a.example%40");
const target = fc.oneof(
  fc.constantFrom("", "/", "/cb?x='y'&z=%7e", "?q", "#f", "\\x", "/\r\nHost: x"),
  anyLine.map((line) => `/${line}`),
);
const atHosts = (hosts: fc.Arbitrary<string>) =>
  fc.tuple(scheme, user, hosts, port, target).map((parts) => parts.join(""));
const publicHost = fc.constantFrom("reader.example", "8.8.8.8", "[2606:4700::1]", "1.1", "a.b.c.d", "x_y.example");

test("no callback at a private address is accepted, in whatever notation", () =>
  fuzz(anyForm(atHosts(privateHost)), async (body) => {
    for (const { callback } of await admittedBy(body)) {
      expect.fail(`accepted: ${callback}`);
    }
  }));

test("whatever a form says, the hub answers in a line, and what it accepts leads to the public host that it names", () =>
  fuzz(anyForm(fc.oneof(atHosts(publicHost), atHosts(anyLine), anyUrl)), async (body) => {
    for (const { mode, callback, topic } of await admittedBy(body)) {
      const { origin, target: path } = targetOf(callback);
      expect(new URL(callback).origin).toBe(origin);
      expect(isPrivate(new URL(callback).hostname), callback).toBe(false);
      expect(origin + path).toMatch(/^[\x21-\x7e]+$/);
      if (mode === "subscribe") expect(topic).toBe("https://courier.example/feed.xml");
    }
  }));

test("whatever bytes arrive under whatever content type, the hub answers in a line", () =>
  fuzz(fc.tuple(fc.uint8Array({ maxLength: 20_000 }), fc.oneof(fc.constantFrom("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=\u0000"), anyLine)), async ([body, contentType]) => {
    expect(await admittedBy(body, contentType)).toEqual([]);
  })); // prettier-ignore
