import { randomBytes } from "node:crypto";

/** More than anybody guesses before a request has timed out. */
const RANDOM_BYTES = 24;

/** A random string for a subscriber to echo (WebSub §5.3), of `A-Z a-z 0-9 - _`: nothing that an address would escape. */
export function newChallenge(): string {
  return randomBytes(RANDOM_BYTES).toString("base64url");
}

/** Whether the body of an answer is the challenge and nothing else: no quotes, no line end, no byte order mark (§5.3.1). */
export function isEcho(challenge: string, body: Uint8Array | undefined): boolean {
  return body !== undefined && Buffer.from(challenge).equals(body);
}
