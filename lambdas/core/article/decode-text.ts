import { cleanText } from "./clean-text.ts";
import { Refusal } from "./refusal.ts";

/** Files that authors rename to `.txt` by mistake, by how their bytes begin. */
const formats: [start: string, name: string][] = [
  ["%PDF-", "a PDF"],
  ["{\\rtf", "rich text (RTF)"],
  ["PK\u0003\u0004", "a ZIP archive or a word processor's document"],
  ["\u00D0\u00CF\u0011\u00E0", "an old word processor's document"],
];

/**
 * The text of a file, whatever wrote it: a byte order mark decides, then UTF-16 by its NULs, then UTF-8, then what an HTML
 * file declares, then Windows-1252. Lines end in `\n` alone; characters that no document may hold are gone.
 */
export function decodeText(bytes: Uint8Array): string {
  const start = latin1(bytes.subarray(0, 8));
  const format = formats.find(([magic]) => start.startsWith(magic));
  if (format) throw notText(`this is ${format[1]}, not text`);
  const text = decode(bytes);
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) throw notText("the file is not text: it holds NUL bytes");
    if (code < 0x20 ? code < 9 || code > 13 : code >= 0x7f && code < 0xa0 && code !== 0x85) controls++;
  }
  // A stray control character is dropped in silence; many of them mean that this never was text.
  if (controls > 4 && controls * 50 > text.length)
    throw notText("the file is not text: it is full of control characters");
  return cleanText(text);
}

function decode(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder("utf-8").decode(bytes);
  if (first === 0xff && second === 0xfe) return utf16(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return utf16(bytes, "utf-16be");
  const byteOrder = byteOrderByNuls(bytes.subarray(0, 4096));
  if (byteOrder) return utf16(bytes, byteOrder);

  const text = new TextDecoder("utf-8").decode(bytes);
  if (isUtf8(bytes)) return text;
  const damaged = count(text, /\uFFFD/g);
  // One broken byte must not turn a whole UTF-8 file into mojibake: what is mostly valid is damaged UTF-8.
  if (count(text, /[^\p{ASCII}\uFFFD]/gu) > 4 * damaged) return text;
  return new TextDecoder(declaredCharset(bytes) ?? "windows-1252").decode(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A file cut off in the middle of a character loses that half and nothing else. */
function utf16(bytes: Uint8Array, byteOrder: "utf-16le" | "utf-16be"): string {
  return new TextDecoder(byteOrder).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
}

/** UTF-16 without a mark: Latin text has a NUL in every other byte and hardly any in between. */
function byteOrderByNuls(sample: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (!sample.includes(0)) return undefined;
  const nuls: [even: number, odd: number] = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) nuls[at % 2 === 0 ? 0 : 1]++;
  const [even, odd] = nuls;
  const many = sample.length * 0.3;
  if (odd > many && even * 10 < odd) return "utf-16le";
  if (even > many && odd * 10 < even) return "utf-16be";
  return undefined;
}

/** HTML §4.2.5.4: the character encoding declaration stands in the first 1,024 bytes. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const label = /<meta[^>]+charset\s*=\s*["']?([\w:-]+)/i.exec(latin1(bytes.subarray(0, 1024)))?.[1];
  if (label === undefined || /^utf-?(8|16)/i.test(label)) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function notText(why: string): Refusal {
  return new Refusal(why, "save the article as plain text, Markdown or HTML in UTF-8");
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
