import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { recipientsOf } from "../../../lambdas/core/notification/recipient.ts";
import { answered } from "../hub/subscriber.ts";
import { deskWithMessage, ENDPOINT, gulls, PATH, SECRET, URL, type WebhookDesk } from "./webhook-desk.ts";

test("a message is a POST of JSON with the id, the attempt's moment and a signature that the reference library makes too", async () => {
  const desk = await deskWithMessage();
  desk.newsroom.pass(1.5);
  await desk.deliver();
  const [{ url, headers, body }] = desk.received as [(typeof desk.received)[0]];
  expect(url).toBe(URL);
  expect(headers["Content-Type"]).toBe("application/json");
  expect(headers["webhook-id"]).toMatch(/^msg_[0-9a-f]{64}$/);
  expect(headers["webhook-timestamp"]).toBe(String(Date.parse("2026-11-23T12:00:01Z") / 1000));
  const signature = new Webhook(SECRET).sign(headers["webhook-id"]!, desk.newsroom.now, body);
  expect(headers["webhook-signature"]).toBe(signature);
});

test("what failed is sent again with the same id and the same bytes, whatever has changed meanwhile, and with a new timestamp", async () => {
  const desk = await deskWithMessage();
  desk.answer = () => answered(503);
  expect(await desk.deliver()).toEqual([{ failed: 1 }]);
  await desk.newsroom.write(PATH, gulls("Something else"));
  await desk.newsroom.reconcile();
  desk.newsroom.pass(10);
  desk.answer = () => answered(200);
  expect(await desk.deliver()).toEqual([{ delivered: 1 }]);
  const [first, second] = desk.received as [(typeof desk.received)[0], (typeof desk.received)[0]];
  expect(second.body).toBe(first.body);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(Number(second.headers["webhook-timestamp"]) - Number(first.headers["webhook-timestamp"])).toBe(10);
  expect(second.headers["webhook-signature"]).not.toBe(first.headers["webhook-signature"]);
});

test("neither secrets nor addresses of endpoints get into the queue or into the state", async () => {
  const desk = await deskWithMessage();
  desk.answer = () => answered(500);
  await desk.deliver();
  desk.newsroom.pass(60);
  desk.answer = () => answered(410);
  await desk.deliver();
  const kept = [...desk.queued];
  for await (const { key } of desk.state.list("")) {
    kept.push(key, new TextDecoder().decode((await desk.state.get(key))!.bytes));
  }
  // The message, its retry, how the recipient fares, and that it is gone; the latter two with their keys.
  expect(kept).toHaveLength(6);
  for (const each of [...kept, ...desk.problems]) {
    expect(each).not.toContain(SECRET.slice("whsec_".length));
    expect(each).not.toContain("hooks/dateline");
  }
});

test("an endpoint that has been taken out of the file, or whose file is gone, is sent nothing more", async () => {
  for (const remove of [
    (desk: WebhookDesk) => desk.configure(ENDPOINT.replace("/hooks/", "/other/")),
    (desk: WebhookDesk) => desk.settings.delete("webhooks.yaml"),
  ]) {
    const desk = await deskWithMessage();
    await remove(desk);
    expect(await desk.deliver()).toEqual([{ ended: 1 }]);
    expect(desk.received).toEqual([]);
  }
});

test("a new secret counts for what waits already", async () => {
  const desk = await deskWithMessage();
  const secret = `whsec_${Buffer.alloc(24, "n").toString("base64")}`;
  await desk.configure(ENDPOINT.replace(SECRET, secret));
  await desk.deliver();
  const [{ headers, body }] = desk.received as [(typeof desk.received)[0]];
  const expected = new Webhook(secret).sign(headers["webhook-id"]!, desk.newsroom.now, body);
  expect(headers["webhook-signature"]).toBe(expected);
});

test("an endpoint that answers 410 is reported and sent nothing more, until the file changes", async () => {
  const desk = await deskWithMessage(`# ours\n${ENDPOINT}`);
  desk.answer = () => answered(410);
  expect(await desk.deliver()).toEqual([{ refused: 1 }]);
  expect(desk.problems).toEqual([
    "webhooks.yaml:2: the endpoint at reader.example is gone (status 410), and is sent nothing more; take it out, or change the file to try it again",
  ]);
  desk.received.splice(0);

  desk.answer = () => answered(204);
  await desk.newsroom.write(PATH, gulls("Two"));
  expect(await desk.hear(PATH)).toEqual([]);

  await desk.configure(`# ours again\n${ENDPOINT}`);
  await desk.newsroom.write(PATH, gulls("Three"));
  expect(await desk.hear(PATH)).toHaveLength(1);
});

test("an endpoint that is not at a public address is reported, and not tried again", async () => {
  const desk = await deskWithMessage();
  desk.answer = () => ({ outcome: "out-of-reach" });
  expect(await desk.deliver()).toEqual([{ refused: 1 }]);
  expect(desk.problems).toEqual([
    "webhooks.yaml:1: the endpoint at reader.example has no public address; name one that can be reached",
  ]);
  desk.newsroom.pass(3600);
  expect(await desk.deliver()).toEqual([]);
});

test("a mistake in the file is reported with its line and disables webhooks alone; what waits is sent once it is mended", async () => {
  const desk = await deskWithMessage();
  await desk.configure(`${ENDPOINT}  secert: x\n`);
  expect(await desk.deliver()).toEqual([{ failed: 1 }]);
  await desk.newsroom.write(PATH, gulls("Two"));
  expect(await desk.hear(PATH)).toEqual([]);
  expect(desk.problems).toEqual([
    "webhooks.yaml:3: an endpoint has a setting that does not exist; use url, secret, feeds",
  ]);
  await desk.configure(ENDPOINT);
  desk.newsroom.pass(10);
  expect(await desk.deliver()).toEqual([{ delivered: 1 }]);
});

test("one endpoint that fails holds up no other, and the operator sees how each fares", async () => {
  const desk = await deskWithMessage(`${ENDPOINT}- url: https://down.example/\n  secret: ${SECRET}\n`);
  desk.answer = ({ origin }) =>
    origin === "https://down.example" ? { outcome: "unanswered", cause: "ECONNREFUSED" } : answered(200);
  expect(await desk.deliver()).toEqual([{ delivered: 1, failed: 1 }]);
  const now = "2026-11-23T12:00:00.000Z";
  const recipients = await Array.fromAsync(recipientsOf(desk.state, "webhooks"));
  expect(recipients.sort((a, b) => (a.host < b.host ? -1 : 1))).toEqual([
    { host: "down.example", failing: { since: now, cause: "ECONNREFUSED", attempt: 1 } },
    { host: "reader.example", delivered: now },
  ]);
  desk.received.splice(0);
  desk.newsroom.pass(10);
  await desk.deliver();
  expect(desk.received.map(({ url }) => url)).toEqual(["https://down.example/"]);
});
