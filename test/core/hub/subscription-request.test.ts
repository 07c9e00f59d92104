import { expect, test } from "vitest";
import { readSubscriptionRequest, type HubRules } from "../../../lambdas/core/hub/subscription-request.ts";

const TOPIC = "https://news.example/feed.xml";
const CALLBACK = "https://reader.example/cb";
const rules: HubRules = {
  leases: { defaultSeconds: 864_000, maximumSeconds: 2_592_000 },
  reach: "public",
  isTopic: async (address) => address === TOPIC,
};
const form = "application/x-www-form-urlencoded";
const complete = { "hub.mode": "subscribe", "hub.callback": CALLBACK, "hub.topic": TOPIC };

const read = (body: string | Record<string, string>, type: string | undefined = form) =>
  readSubscriptionRequest(
    type,
    Buffer.from(typeof body === "string" ? body : new URLSearchParams(body).toString()),
    rules,
  );
const reasonFor = async (body: string | Record<string, string>) => {
  const answer = await read(body);
  return answer.outcome === "refused" ? `${answer.status} ${answer.reason}` : "accepted";
};
const without = (name: string) => Object.fromEntries(Object.entries(complete).filter(([key]) => key !== name));

test("§5.1 a request with mode, callback and topic is accepted, with the default lease", async () => {
  const request = { mode: "subscribe", callback: CALLBACK, topic: TOPIC, leaseSeconds: 864_000 };
  expect(await read(complete)).toEqual({ outcome: "accepted", request });
});

test("§5.1 a request to unsubscribe is accepted; its lease and secret are ignored, and the feed may be gone", async () => {
  const body = { ...complete, "hub.mode": "unsubscribe", "hub.topic": "https://news.example/tags/gone/feed.xml" };
  const request = { mode: "unsubscribe", callback: CALLBACK, topic: body["hub.topic"] };
  expect(await read({ ...body, "hub.lease_seconds": "x", "hub.secret": "s".repeat(300) })).toEqual({
    outcome: "accepted",
    request,
  });
});

test("§5.1 a request with a secret is accepted, whatever letters it has", async () => {
  expect(await read({ ...complete, "hub.secret": "ключ +&=%" })).toMatchObject({ request: { secret: "ключ +&=%" } });
});

test("§5.1 parameters that the hub does not know are ignored", async () => {
  expect(await read(`${new URLSearchParams(complete).toString()}&hub.verify=sync&hub.verify=async&x&=y`)).toMatchObject(
    {
      outcome: "accepted",
    },
  );
});

test("§5.1.1 the callback's own query is kept byte for byte", async () => {
  for (const query of ["a=%20&b=+&c='x'", "a=%7e&a=%7E&&;", "x=%25%32%30", "hub.mode=mine"])
    expect(await read({ ...complete, "hub.callback": `${CALLBACK}?${query}` })).toMatchObject({
      request: { callback: `${CALLBACK}?${query}` },
    });
});

test("§5.1.2 a parameter that is missing, empty or repeated is a 400 that names it", async () => {
  for (const name of ["hub.mode", "hub.callback", "hub.topic"]) {
    expect(await reasonFor(without(name))).toBe(`400 ${name} is missing`);
    expect(await reasonFor({ ...complete, [name]: "" })).toBe(`400 ${name} is missing`);
  }
  for (const name of ["hub.mode", "hub.callback", "hub.topic", "hub.secret", "hub.lease_seconds"]) {
    const body = new URLSearchParams({ ...complete, "hub.secret": "s", "hub.lease_seconds": "60" });
    body.append(name, body.get(name)!);
    expect(await reasonFor(body.toString())).toBe(`400 ${name} is repeated`);
  }
  expect(await reasonFor("")).toBe("400 hub.mode is missing");
});

test("§5.1.2 another mode is a 400, publish among them: nobody outside can trigger a distribution", async () => {
  for (const mode of ["publish", "Subscribe", "denied", "subscribe "])
    expect(await reasonFor({ ...complete, "hub.mode": mode })).toMatch(/^400 hub\.mode must be/);
});

test("§5.1.2 a callback with a fault is a 400", async () => {
  for (const callback of ["ftp://a.example/", "http://u:p@a.example/", "http://a.example/#f", "/cb"])
    expect(await reasonFor({ ...complete, "hub.callback": callback })).toMatch(/^400 hub\.callback must/);
});

test("§5.1.2 a topic that is no feed of ours is a 400", async () => {
  for (const topic of ["https://other.example/feed.xml", `${TOPIC}?x`, "feed.xml", "javascript:x"])
    expect(await reasonFor({ ...complete, "hub.topic": topic })).toMatch(/^400 hub\.topic is not/);
});

test("§5.1 a secret is less than 200 bytes long, counted in bytes of UTF-8", async () => {
  expect(await reasonFor({ ...complete, "hub.secret": "s".repeat(199) })).toBe("accepted");
  expect(await reasonFor({ ...complete, "hub.secret": "s".repeat(200) })).toMatch(/^400 hub\.secret/);
  expect(await reasonFor({ ...complete, "hub.secret": "é".repeat(100) })).toMatch(/^400 hub\.secret/);
});

test("§5.1 bytes that are not UTF-8 are refused: a secret with them would sign wrongly", async () => {
  expect(await reasonFor(`${new URLSearchParams(complete).toString()}&hub.secret=%ff%fe`)).toBe(
    "400 hub.secret is not UTF-8",
  );
});

test("§5.3.1 the lease is what was asked for, up to a month, so that it always ends", async () => {
  const lease = (seconds: string) => read({ ...complete, "hub.lease_seconds": seconds });
  expect(await lease("3600")).toMatchObject({ request: { leaseSeconds: 3600 } });
  expect(await lease("1")).toMatchObject({ request: { leaseSeconds: 1 } });
  for (const seconds of ["99999999", "9".repeat(400)])
    expect(await lease(seconds)).toMatchObject({ request: { leaseSeconds: 2_592_000 } });
  expect(await lease("")).toMatchObject({ request: { leaseSeconds: 864_000 } });
  for (const seconds of ["0", "-5", "1.5", "1e3", "Infinity", " 60", "0x40"])
    expect(await lease(seconds)).toMatchObject({ outcome: "refused", status: 400 });
});

test("a body over 16 KB is a 413", async () => {
  const long = (bytes: number) => `${new URLSearchParams(complete).toString()}&x=`.padEnd(bytes, "x");
  expect(await read(long(16 * 1024))).toMatchObject({ outcome: "accepted" });
  expect(await read(long(16 * 1024 + 1))).toMatchObject({ outcome: "refused", status: 413 });
});

test("§5.1 another content type is a 415", async () => {
  expect(await read(complete, "Application/X-WWW-Form-URLencoded; charset=UTF-8")).toMatchObject({
    outcome: "accepted",
  });
  for (const type of ["application/json", "text/plain", "multipart/form-data", ""])
    expect(await read(complete, type)).toMatchObject({ outcome: "refused", status: 415 });
  expect(await readSubscriptionRequest(undefined, Buffer.from(""), rules)).toMatchObject({ status: 415 });
});

test("§5.1.2 every reason is one line of plain text that repeats nothing of the request", async () => {
  const hostile = "<script>\r\n\u0007alert(1)</script>";
  for (const name of Object.keys(complete)) {
    const answer = await read({ ...complete, [name]: hostile });
    if (answer.outcome !== "refused") throw new Error(`${name} was accepted`);
    expect(answer.reason).toMatch(/^[\x20-\x7e]+$/);
    expect(answer.reason).not.toContain("script");
  }
});
