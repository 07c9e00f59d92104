import { expect, test } from "vitest";
import { decodeText } from "../../../lambdas/core/article/decode-text.ts";
import { articleIn, problemIn } from "./reading.ts";

const headline = "“Größe” – café’s €5";

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = `${mark ? "\uFEFF" : ""}${text}`;
  const view = new DataView(new ArrayBuffer(units.length * 2));
  for (let at = 0; at < units.length; at++) view.setUint16(at * 2, units.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

const windows1252 = Uint8Array.from([
  0x93, 0x47, 0x72, 0xf6, 0xdf, 0x65, 0x94, 0x20, 0x96, 0x20, 0x63, 0x61, 0x66, 0xe9, 0x92, 0x73, 0x20, 0x80, 0x35,
]); // prettier-ignore

test.each([
  ["UTF-8", new TextEncoder().encode(headline)],
  ["UTF-8 with a mark", new TextEncoder().encode(`\uFEFF${headline}`)],
  ["UTF-16 LE with a mark", utf16(headline, true, true)],
  ["UTF-16 BE with a mark", utf16(headline, false, true)],
  ["UTF-16 LE", utf16(headline, true, false)],
  ["UTF-16 BE", utf16(headline, false, false)],
  ["UTF-16 LE, half a character short", utf16(`${headline}x`, true, true).slice(0, -1)],
  ["Windows-1252", windows1252],
])("curly quotes, dashes and umlauts come out right from %s", (_name, bytes) => {
  expect(articleIn(bytes, "articles/a.txt").title).toBe(headline);
});

test("an HTML file's own charset is believed when it is no UTF-8", () => {
  const cyrillic = Uint8Array.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
  const start = new TextEncoder().encode('<meta charset="windows-1251"><title>x</title><p>');
  expect(decodeText(Uint8Array.from([...start, ...cyrillic]))).toContain("Привет");
});

test("one broken byte does not turn a UTF-8 file into mojibake", () => {
  const text = new TextEncoder().encode("äöüßéèñçå – x");
  expect(decodeText(Uint8Array.from([...text, 0xff]))).toBe("äöüßéèñçå – x?");
});

test("line ends become line feeds, and what XML and HTML forbid is gone", () => {
  expect(decodeText(new TextEncoder().encode("a\r\nb\rc\u2028d\u0085e"))).toBe("a\nb\nc\nd\ne");
  expect(decodeText(new TextEncoder().encode(`a\u0001b\u009fc\uFFFEd\uFDD0e\u{1FFFF}f\uFFFDg${"x".repeat(200)}`))).toBe(
    `abcdef?g${"x".repeat(200)}`,
  );
  expect(decodeText(utf16("a\uD800b", true, true))).toBe("a?b");
});

test.each([
  ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]],
  ["control characters", Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? 1 : 65))],
  ["a PDF", [...new TextEncoder().encode("%PDF-1.7\n")]],
  ["RTF", [...new TextEncoder().encode("{\\rtf1 hello}")]],
  ["a word processor's file", [...new TextEncoder().encode("PK\u0003\u0004 hello")]],
])("%s is not text, and said not to be", (_name, bytes) => {
  expect(problemIn(Uint8Array.from(bytes), "articles/a.txt")).toMatchObject({
    cause: expect.stringContaining("not text"),
    remedy: expect.stringContaining("UTF-8"),
  });
});
