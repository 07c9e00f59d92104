import fc from "fast-check";
import { expect, test } from "vitest";
import { readRetryAfter, retryDelaySeconds } from "../../../lambdas/core/notification/retry.ts";

const delay = (attempt: number, retryAfter?: number, jitter = 1) =>
  retryDelaySeconds({ attempt, retryAfterSeconds: retryAfter, jitter });

test("§7 pauses grow threefold to an hour, and end", () => {
  const pauses = Array.from({ length: 10 }, (_, index) => delay(index + 1));
  expect(pauses).toEqual([10, 30, 90, 270, 810, 2430, 3600, 3600, null, null]);
});

test("jitter spreads a pause over its second half", () => {
  expect(delay(3, undefined, 0)).toBe(45);
  expect(delay(3, undefined, 0.5)).toBe(68);
  expect(delay(3, undefined, 1)).toBe(90);
});

test("a Retry-After is kept to, and spread behind", () => {
  expect(delay(1, 120, 0)).toBe(120);
  expect(delay(1, 120, 1)).toBe(125);
  expect(delay(7, 5, 1)).toBe(3600);
  expect(delay(9, 5)).toBeNull();
  expect(delay(1, 86_400, 0)).toBe(86_400);
  expect(delay(1, 86_401)).toBeNull();
});

test("whatever a receiver answers, a delay is a whole number of seconds from 1 to a little over a day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (...failure) => {
      const seconds = delay(...failure) ?? 1;
      expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400 + 1800).toBe(true);
    }),
  );
});

test("RFC 9110 §10.2.3 Retry-After is a number of seconds or a date", () => {
  const now = new Date("2026-11-25T12:00:00Z");
  expect(readRetryAfter("120", now)).toBe(120);
  expect(readRetryAfter("Wed, 25 Nov 2026 12:02:00 GMT", now)).toBe(120);
  expect(readRetryAfter("Wed, 25 Nov 2026 11:00:00 GMT", now)).toBe(0);
  for (const unreadable of [undefined, "", "soon", "-", "1h"]) expect(readRetryAfter(unreadable, now)).toBeUndefined();
});
