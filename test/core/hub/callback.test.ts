import fc from "fast-check";
import { expect, test } from "vitest";
import * as callbacks from "../../../lambdas/core/hub/callback.ts";

const { targetOf, withParameters } = callbacks;
const faultOfCallback = (callback: string) => callbacks.faultOfCallback(callback, "public");

test("§5.1 a callback is an http or https address", () => {
  for (const callback of [
    "http://a.example/",
    "https://a.example",
    "HTTPS://A.example:8443/x?y",
    "http://[2606:4700::1]/",
  ])
    expect(faultOfCallback(callback)).toBeUndefined();
  for (const callback of ["ftp://a.example/", "javascript:alert(1)", "file:///etc/passwd", "//a.example/", "a.example"])
    expect(faultOfCallback(callback)).toMatch(/http or https/);
  for (const callback of ["http:a.example", "http:///a.example", "http://", "http://a b/", "http://a.example:99999/"])
    expect(faultOfCallback(callback)).toBeDefined();
});

test("a callback has neither credentials nor a fragment", () => {
  for (const callback of [
    "http://u:p@a.example/",
    "http://u@a.example/",
    "http://@a.example/",
    "http://a.example@127.0.0.1/",
  ])
    expect(faultOfCallback(callback)).toMatch(/user name or password/);
  for (const callback of ["http://a.example/#x", "http://a.example/#", "http://a.example?a#b"])
    expect(faultOfCallback(callback)).toMatch(/fragment/);
  expect(faultOfCallback("http://a.example/@u:p?q=@")).toBeUndefined();
});

test("a callback that two readers could take for two addresses is refused", () => {
  for (const callback of [
    "http://a.example\\@127.0.0.1/",
    "http://a.example/\tx",
    "http://a.example/\r\nHost: x",
    " http://a.example/",
    "http://a.example/ü",
  ])
    expect(faultOfCallback(callback)).toBeDefined();
});

test("a callback that is plainly private is refused", () => {
  for (const host of ["127.0.0.1", "localhost", "10.1.2.3", "[::1]"])
    expect(faultOfCallback(`http://${host}:8080/cb`)).toBe("hub.callback must be a public address");
  expect(callbacks.faultOfCallback("http://127.0.0.1/", "public-and-loopback")).toBeUndefined();
  expect(callbacks.faultOfCallback("http://10.0.0.1/", "public-and-loopback")).toBeDefined();
});

test("§5.1.1 path and query of a callback are sent byte for byte", () => {
  for (const target of ["/", "/a/../b?x='y'&z=%7e+%2B&&=", "/?", "/a;b=c?{|}^`"]) {
    expect(targetOf(`http://A.example:80${target}`)).toEqual({ origin: "http://a.example", target });
  }
  expect(targetOf("https://a.example")).toEqual({ origin: "https://a.example", target: "/" });
  expect(targetOf("https://a.example?q")).toEqual({ origin: "https://a.example", target: "/?q" });
});

test("§5.1.1 parameters are appended to the query with & and overwrite none of the same name", () => {
  const ours = { "hub.mode": "subscribe", "hub.topic": "https://n.example/a b" };
  const added = "hub.mode=subscribe&hub.topic=https%3A%2F%2Fn.example%2Fa+b";
  expect(withParameters("http://a.example", ours)).toBe(`http://a.example?${added}`);
  expect(withParameters("http://a.example/?", ours)).toBe(`http://a.example/?${added}`);
  expect(withParameters("http://a.example/?hub.mode=x&b=%20", ours)).toBe(
    `http://a.example/?hub.mode=x&b=%20&${added}`,
  );
});

test("whatever a callback looks like, one without a fault connects to the host that its text names", () => {
  const odd = fc.string({ unit: fc.constantFrom(..."ab.:/\\?#@[]%0127 \t&='".split("")), maxLength: 24 });
  fc.assert(
    fc.property(fc.constantFrom("http://", "https://"), odd, (scheme, rest) => {
      const callback = scheme + rest;
      if (faultOfCallback(callback) !== undefined) return;
      const { origin, target } = targetOf(callback);
      expect(new URL(callback).origin).toBe(origin);
      expect(callback.endsWith(target) || callback.endsWith(target.slice(1))).toBe(true);
      expect(URL.canParse(origin + target) && new URL(origin + target).origin).toBe(origin);
    }),
    { numRuns: 2000 },
  );
});
