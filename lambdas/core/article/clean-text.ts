/**
 * What no document may hold: XML 1.0 §2.2 forbids most of the C0 controls, lone surrogates, U+FFFE and U+FFFF; the
 * other noncharacters and the C1 controls are parse errors in HTML, and the W3C validator warns about them.
 */
const forbidden = /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]--[\t\n]]/gv;

/** Text without the characters that XML or HTML forbid. U+FFFD, which validators warn about, becomes a question mark. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(forbidden, "")
    .replaceAll("\uFFFD", "?");
}

/** Clean text on one line: every run of white space, no-break spaces included, is one space, none at the ends. */
export function oneLine(text: string): string {
  return cleanText(text)
    .replace(/[\s\u200B]+/gu, " ")
    .trim();
}

/** One line that is at most `limit` characters long, cut between two words where it can be, with an ellipsis. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // One character more than fits beside the ellipsis: a word before it that just fits is whole. No half surrogate pairs.
  const room = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
  const space = room.lastIndexOf(" ");
  const cut = space > limit / 2 ? room.slice(0, space) : room.slice(0, -1).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut.replace(/[\s,;:.–—-]+$/u, "")}…`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML or XML shows it, also between double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
