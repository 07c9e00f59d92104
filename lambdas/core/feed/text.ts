/**
 * Characters that a document cannot hold or that readers reject: XML 1.0 §2.2 (controls, lone surrogates, U+FFFE and
 * U+FFFF), HTML's other noncharacters and C1 controls, and U+FFFD, the trace of a failed decoding.
 */
const UNUSABLE = /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]--[\t\n]]/gv;

/** Text of several lines, or HTML, as every format can hold it. */
export function cleanText(text: string): string {
  return (
    text
      // An XML parser turns every line end into \n (XML 1.0 §2.11); JSON would keep \r\n and so say something else.
      .replace(/\r\n?|[\v\f\u0085]/g, "\n")
      .replace(UNUSABLE, "")
      // "Ã©" is what doubly encoded UTF-8 looks like, and the W3C validator warns of it. Decomposed it is the same text.
      .replace(/[\u00C2\u00C3](?=[\u00A0-\u00BF])/g, (letter) => letter.normalize("NFD"))
      .trim()
  );
}

/** Text of one line: attributes and many readers collapse line breaks anyway. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/[\t\n ]+/g, " ");
}

/**
 * One line where no format can say whether it is text or HTML: names, tags, the feed's own title. The W3C validator
 * warns of every closing tag there, so `</b>` becomes `< /b>`. Titles and summaries of entries are kept exactly.
 */
export function cleanLabel(text: string): string {
  return cleanLine(text).replace(/<\/(?=\w+>)/g, "< /");
}

/** A person's name; the validator takes `Jane <jane@example.org>` for a mistake. */
export function cleanName(name: string): string {
  return cleanLabel(name).replace(/<([^<>\s]+@[^<>\s]+)>/g, "($1)");
}

/** Would a reader that has to guess take this plain text for HTML? feedparser, SimplePie and the W3C validator guess so. */
export function looksLikeHtml(text: string): boolean {
  return /<\/\w+>|&#?\w+;/.test(text);
}

/** Plain text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
