import type { Correction } from "../article/article.ts";
import { escapeHtml } from "../article/clean-text.ts";
import { wordsIn } from "../site/words.ts";

/** The word, in the languages of the pages. */
const words: Record<string, string> = { en: "Correction", de: "Korrektur", fr: "Rectificatif", ar: "تصويب" };

/**
 * What has been put right, as it stands at the foot of an article in every format; empty when nothing has. At the foot,
 * as newspapers of record do it: the text above is right by now, and whoever reads it first needs it more than the note.
 */
export function correctionNote(corrections: readonly Correction[], language: string): string {
  if (corrections.length === 0) return "";
  const said = wordsIn(language);
  // In a language that has no words here the note has a foreign name; a screen reader should know.
  const foreign =
    language.split("-", 1)[0]?.toLowerCase() === said.language ? "" : ` lang="${said.language}" dir="ltr"`;
  const paragraphs = corrections.map(({ text, at }) => {
    const name = (words[said.language] ?? "Correction") + (at === undefined ? "" : `, ${dateIn(said, at)}`);
    return `<p><b${foreign}>${name}:</b> ${escapeHtml(text)}</p>`;
  });
  return `<aside class="correction">${paragraphs.join("")}</aside>`;
}

/** The day alone, in UTC: nobody looks for the minute of a correction, and `datetime` has it. */
function dateIn({ months, date }: ReturnType<typeof wordsIn>, moment: string): string {
  const [year = "", month = "", day = ""] = moment
    .slice(0, 10)
    .split("-")
    .map((part) => String(Number(part)));
  return `<time datetime="${moment}">${date(day, months[Number(month) - 1] ?? month, year)}</time>`;
}
