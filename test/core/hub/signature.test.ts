import { expect, test } from "vitest";
import { signatureOf } from "../../../lambdas/core/hub/signature.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("§7.1 the signature is method=hexadecimal HMAC, as RFC 4231 works it out", () => {
  const signature = signatureOf(bytes("what do ya want for nothing?"), "Jefe");
  expect(signature).toBe("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});

test("§7.1 the key is the secret in UTF-8, and the data every byte of the body", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(signatureOf(all, "ключ")).toBe("sha256=08aa71d651bc04e8f9aaf53263f93d0ae3a04f6b832d6be8a961212f8fa2775f");
  expect(signatureOf(all.subarray(1), "ключ")).not.toBe(signatureOf(all, "ключ"));
});
