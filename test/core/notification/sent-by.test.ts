import { expect, test } from "vitest";
import { sentBy } from "../../../lambdas/core/notification/sent-by.ts";
import type { HttpAnswer } from "../../../lambdas/core/ports.ts";
import { answered } from "../hub/subscriber.ts";

const now = new Date("2026-11-25T12:00:00Z");

test.each([200, 202, 204, 299])("§7 an answer of %d is success, whatever its body", (status) => {
  const answer: HttpAnswer = { outcome: "answered", status, retryAfter: undefined, body: undefined };
  expect(sentBy(answer, now)).toEqual({ outcome: "delivered" });
});

test.each([301, 302, 304, 307, 308, 400, 404, 429, 500, 503])("§7 an answer of %d is failure", (status) => {
  expect(sentBy(answered(status), now)).toEqual({ outcome: "failed", cause: `status ${status}` });
});

test("a Retry-After comes with the failure, in seconds", () => {
  for (const retryAfter of ["3000", "Wed, 25 Nov 2026 12:50:00 GMT"])
    expect(sentBy(answered(503, "", retryAfter), now)).toMatchObject({ outcome: "failed", retryAfterSeconds: 3000 });
});

test("silence is failure, an address out of reach is refused, and a busy host is nobody's fault", () => {
  expect(sentBy({ outcome: "unanswered", cause: "deadline" }, now)).toEqual({ outcome: "failed", cause: "deadline" });
  expect(sentBy({ outcome: "out-of-reach" }, now)).toEqual({ outcome: "refused", cause: "out of reach" });
  expect(sentBy({ outcome: "busy" }, now)).toEqual({ outcome: "busy" });
});
