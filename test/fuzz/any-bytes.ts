import * as fc from "fast-check";

type Encoding = (text: string) => Uint8Array;

const utf8: Encoding = (text) => Buffer.from(text);
const utf16 = (text: string) => Buffer.from(text, "utf16le");

/** One byte a character: what does not fit is a question mark. */
const windows1252: Encoding = (text) => Buffer.from(text.replace(/[^\0-\xff]/gu, "?"), "latin1");

/** Lone surrogates stay what they are in UTF-16; UTF-8 has no place for them, but three bytes that some programs write. */
const cesu8: Encoding = (text) => Buffer.concat(text.split("").map((unit) => (/[\uD800-\uDFFF]/.test(unit) ? threeBytes(unit) : Buffer.from(unit)))); // prettier-ignore

function threeBytes(unit: string): Uint8Array {
  const code = unit.charCodeAt(0);
  return Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
}

const encodings: Encoding[] = [
  utf8,
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(text.replaceAll("\n", "\r\n")),
  (text) => Buffer.from(text.replaceAll("\n", "\r")),
  utf16,
  (text) => utf16(`\uFEFF${text}`),
  (text) => Buffer.from(utf16(text)).swap16(),
  (text) => Buffer.from(utf16(`\uFEFF${text}`)).swap16(),
  windows1252,
  cesu8,
];

/** A text in some encoding, at times with a byte that is wrong, or cut off in the middle. */
export function encoded(texts: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  const encoding = fc.oneof({ weight: 3, arbitrary: fc.constant(utf8) }, { weight: 1, arbitrary: fc.constantFrom(...encodings) });
  const damage = fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.option(fc.integer({ min: 0, max: 255 })) }) },
  );
  return fc.tuple(texts, encoding, damage).map(([text, encode, damaged]) => {
    const bytes = encode(text);
    if (damaged === undefined) return readable(bytes);
    const at = Math.floor(damaged.at * bytes.length);
    const inserted = damaged.byte === null ? [] : [damaged.byte, ...bytes.subarray(at)];
    return readable([...bytes.subarray(0, at), ...inserted]);
  });
} // prettier-ignore

/** Bytes that a failing test shows as text, one character each. */
export function readable(bytes: Iterable<number>): Uint8Array {
  const array = Uint8Array.from(bytes);
  return Object.assign(array, { [fc.toStringMethod]: () => JSON.stringify(Buffer.from(array).toString("latin1")) });
}
