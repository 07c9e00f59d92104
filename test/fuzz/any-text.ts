import * as fc from "fast-check";

/** What means something to YAML, Markdown, HTML, XML, JSON or a URL, and characters that many programs trip over. */
const MEANINGFUL =
  "& < > \" ' ` * _ ~ # - + | \\ / : ; , . ? ! @ % ( ) [ ] { } = $ $& ]]> <![CDATA[ &amp; &#x3C; &#0; &lt;b&gt; &notanentity; <b> </b> <!-- --> </title> </item> javascript:alert(1) http://a.example/ www.a.example a@b.example ../ media/x.png".split(
    " ",
  );
const UNUSUAL =
  "\u0000 \u0001 \u000B \u001B \u0085 \u00A0 \u00AD \u200B \u200F \u202E \u2028 \uFEFF \uFFFD \uFFFE \uFFFF \uD83D \uDC00 é e\u0301 Ã© 海 🚢 👩‍👩‍👧 \u{10FFFF} \u{E0001} ŉ İ ß ﬀ".split(
    " ",
  );
const GAPS = [" ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "\r", " \n"];
const WORDS = "Fog over the quay again. A ferry left at noon, late. Mara Ilves see also: read more".split(" ");

const oneOf = (pieces: string[]) => fc.constantFrom(...pieces);

const piece = fc.oneof(
  { weight: 6, arbitrary: oneOf(WORDS) },
  { weight: 4, arbitrary: oneOf(MEANINGFUL) },
  { weight: 1, arbitrary: oneOf(UNUSUAL) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
);

/** Text on one line. */
export const anyLine = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(" "));

/** Text with gaps of every kind between its words. */
export const anyText = fc
  .array(fc.tuple(piece, oneOf(GAPS)), { minLength: 1, maxLength: 20 })
  .map((pieces) => pieces.flat().join(""));

/** Long enough that what is quadratic shows; the bombs are longer. */
const MOST_CHARACTERS = 20_000;

/** Something and the same again. */
export function repeated(pieces: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const times = fc.constantFrom(1, 2, 3, 20, 61, 101, 1000);
  return fc.tuple(pieces, times, fc.constantFrom("", " ", "\n", "\n\n")).map(([text, count, gap]) => {
    const most = Math.ceil(MOST_CHARACTERS / (text.length + 1));
    return Array.from({ length: Math.min(count, most) }, () => text).join(gap);
  });
}
