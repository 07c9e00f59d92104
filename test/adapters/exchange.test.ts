import { Dispatcher } from "undici";
import { expect, onTestFinished, test, vi } from "vitest";
import { exchange } from "../../lambdas/adapters/exchange.ts";

test("a request that cannot even begin leaves no timer behind", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  class Broken extends Dispatcher {
    override dispatch(): never {
      throw new Error("broken");
    }
  }
  await expect(exchange(new Broken(), { method: "GET", path: "/" }, 10_000)).rejects.toThrow("broken");
  expect(vi.getTimerCount()).toBe(0);
});
