import { expect, test } from "vitest";
import { digestOf } from "../../../lambdas/core/record.ts";
import { CALLBACK, KEY, TestHub } from "./subscriber.ts";

const OTHER = "https://other.example/cb";
const TOLD = `told/websub/${digestOf("feed.xml")}.json`;

async function hubOfTwo(): Promise<TestHub> {
  const hub = new TestHub();
  await hub.publish("one");
  for (const callback of [CALLBACK, OTHER]) await hub.subscribe(callback);
  await hub.work();
  return hub;
}

async function announce(hub: TestHub, text: string) {
  await hub.publish(text);
  await hub.announce();
  return hub.work();
}

test("a damaged subscription holds up no other, and is good again once its subscriber renews it", async () => {
  const hub = await hubOfTwo();
  await hub.state.put(KEY, Buffer.from("{"));
  expect(await announce(hub, "two")).toEqual({ delivered: 1, refused: 1 });
  await hub.subscribe(CALLBACK);
  await hub.work();
  expect(await announce(hub, "three")).toEqual({ delivered: 2 });
});

test("where nobody can read what was last said of a document, it is said again, and once", async () => {
  const hub = await hubOfTwo();
  expect(await hub.state.get(TOLD)).toBeDefined();
  await hub.state.put(TOLD, Buffer.from("garbage"));
  await hub.announce("any");
  expect(await hub.work()).toEqual({});
  await hub.announce();
  expect(await hub.work()).toEqual({ delivered: 2 });
  await hub.announce("any");
  expect(await hub.work()).toEqual({});
});
