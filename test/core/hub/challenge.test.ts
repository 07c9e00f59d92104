import { expect, test } from "vitest";
import { isEcho, newChallenge } from "../../../lambdas/core/hub/challenge.ts";

test("§5.3 a challenge is random, and made of letters that an address leaves as they are", () => {
  const many = Array.from({ length: 1000 }, newChallenge);
  expect(new Set(many).size).toBe(many.length);
  for (const challenge of many) expect(challenge).toMatch(/^[\w+\-./=]{32,}$/);
});

test("§5.3.1 an echo is exactly the challenge", () => {
  const challenge = newChallenge();
  expect(isEcho(challenge, Buffer.from(challenge))).toBe(true);
  const others = [
    "",
    `${challenge}\n`,
    ` ${challenge}`,
    `"${challenge}"`,
    `\uFEFF${challenge}`,
    challenge.slice(1),
    challenge.toUpperCase(),
    `<pre>${challenge}</pre>`,
  ];
  for (const other of others) expect([other, isEcho(challenge, Buffer.from(other))]).toEqual([other, false]);
  expect(isEcho(challenge, undefined)).toBe(false);
});
