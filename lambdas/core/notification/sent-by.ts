import type { HttpAnswer } from "../ports.ts";
import type { Sent } from "./channel.ts";
import { readRetryAfter } from "./retry.ts";
import { isSuccess } from "./status.ts";

/** What a recipient's answer means: a 2xx is success, all else, redirects too, is failure (WebSub §7, Standard Webhooks). */
export function sentBy(answer: HttpAnswer, now: Date): Sent {
  if (answer.outcome === "busy") return answer;
  if (answer.outcome === "out-of-reach") return { outcome: "refused", cause: "out of reach" };
  if (answer.outcome === "unanswered") return { outcome: "failed", cause: answer.cause };
  if (isSuccess(answer.status)) return { outcome: "delivered" };
  const retryAfterSeconds = readRetryAfter(answer.retryAfter, now);
  return { outcome: "failed", cause: `status ${answer.status}`, retryAfterSeconds };
}
