import { listenToLog } from "./lambda-environment.ts";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { beforeEach, expect, test, vi } from "vitest";
import { subscribeHandler } from "../lambdas/subscribe.ts";
import { BASE_URL, CALLBACK, TestHub, TOPIC } from "./core/hub/subscriber.ts";

let hub: TestHub;
let logged: unknown[];
beforeEach(async () => {
  [hub, logged] = [new TestHub(), listenToLog()];
  await hub.publish("<rss/>");
});

const form = new URLSearchParams({
  "hub.mode": "subscribe",
  "hub.topic": TOPIC,
  "hub.callback": CALLBACK,
  "hub.secret": "s3cret",
}).toString();

/** A request as API Gateway gives it (payload format 2.0): a form is no text to it. */
function call({
  method = "POST",
  body = Buffer.from(form).toString("base64"),
  forwarded = "",
  isBase64Encoded = true,
}) {
  const event = {
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(forwarded !== "" && { "x-forwarded-for": forwarded }),
    },
    requestContext: { http: { method, sourceIp: "192.0.2.1" } },
    body,
    isBase64Encoded,
  } as unknown as APIGatewayProxyEventV2;
  return subscribeHandler(hub.ports, { baseUrl: BASE_URL, reach: "public" })(event);
}

test.each([
  ["in base64", {}],
  ["as text", { body: form, isBase64Encoded: false }],
])("a request whose body comes %s waits to be verified", async (_, changes) => {
  expect(await call(changes)).toMatchObject({ statusCode: 202, headers: { "Cache-Control": "no-store" } });
  const [waiting] = await hub.verifications.take(1);
  expect(JSON.parse(waiting!.body)).toMatchObject({ request: { callback: CALLBACK, secret: "s3cret" } });
});

test("another method is answered with the one that is meant", async () => {
  expect(await call({ method: "GET" })).toMatchObject({ statusCode: 405, headers: { Allow: "POST" } });
});

test("who sent it is whom CloudFront names, not what its caller says", async () => {
  const sources = async () =>
    new Set(await Array.fromAsync(hub.state.list("pending/sources/"), ({ key }) => key.split("/")[2]));
  // CloudFront adds 198.51.100.7, API Gateway CloudFront's own address.
  await call({ forwarded: "198.51.100.7, 192.0.2.1" });
  await call({ forwarded: "made up, 198.51.100.7, 192.0.2.9" });
  expect((await sources()).size).toBe(1);
  await call({ forwarded: "198.51.100.8,192.0.2.1" });
  expect((await sources()).size).toBe(2);
});

test("a failure is one of the function, and says nothing of the callback", async () => {
  vi.spyOn(hub.site, "get").mockRejectedValue(Object.assign(new TypeError("Invalid URL"), { input: CALLBACK }));
  const failing = call({});
  await expect(failing).rejects.toThrow("a request to the hub failed");
  await expect(failing).rejects.not.toHaveProperty("input");
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toContain("reader.example");
});
