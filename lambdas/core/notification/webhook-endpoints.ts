import { problemOf } from "../article/refusal.ts";
import type { Files } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { digestOf } from "../record.ts";

export const ENDPOINTS_FILE = "webhooks.yaml";

/** Where the operator wants signed notifications to be sent. */
export interface WebhookEndpoint {
  url: string;
  /** What messages are signed with: the bytes that the secret stands for. */
  key: Uint8Array;
  /** Names of the feeds whose changes it is told of. */
  feeds: string[];
  /** Line in `webhooks.yaml` at which it begins. */
  line: number | undefined;
}

export type ReadEndpoints =
  | {
      outcome: "endpoints";
      endpoints: WebhookEndpoint[];
      /** SHA-256 of the file. */
      digest: string;
    }
  | { outcome: "no-file" }
  | { outcome: "problem"; problem: Problem };

/**
 * The endpoints in `webhooks.yaml`, checked. Never throws for what stands there, and no problem quotes it: wherever a
 * secret has slipped to, it does not get into a log.
 */
export async function readEndpoints(settings: Pick<Files, "get">): Promise<ReadEndpoints> {
  const file = await settings.get(ENDPOINTS_FILE);
  if (!file) return { outcome: "no-file" };
  // Few publications have one, and the others' functions need no YAML to start.
  const { endpointsIn } = await import("./endpoints-file.ts");
  try {
    return { outcome: "endpoints", endpoints: endpointsIn(file.bytes), digest: digestOf(file.bytes) };
  } catch (error) {
    return { outcome: "problem", problem: problemOf(ENDPOINTS_FILE, error) };
  }
}
