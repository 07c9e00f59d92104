/** Lines that stand together, and how many blank lines stand before them. */
export interface TextLines {
  lines: string[];
  blankBefore: number;
}

/** Lines between blank lines; a line of spaces and no-break spaces is blank, as it looks. */
export function blocksOfLines(text: string): TextLines[] {
  const blocks: TextLines[] = [];
  let blankBefore = 0;
  let open: TextLines | undefined;
  for (const line of text.split("\n")) {
    if (/^[\s\u200B]*$/u.test(line)) {
      blankBefore++;
      open = undefined;
    } else if (open) open.lines.push(line);
    else {
      open = { lines: [line], blankBefore };
      blocks.push(open);
      blankBefore = 0;
    }
  }
  return blocks;
}

const sentenceEnd = /[.!?…:;。！？]["'”’»)\]]*$/u;

/**
 * The longest line of a text that was wrapped by hand or by a mail program; 0 when its lines are whole paragraphs, which
 * shows when one is very long or when most of those that another follows end with a sentence.
 */
export function wrapWidth(blocks: readonly TextLines[]): number {
  let width = 0;
  let followed = 0;
  let ended = 0;
  for (const { lines } of blocks) {
    for (const [at, line] of lines.entries()) {
      width = Math.max(width, line.trimEnd().length);
      if (at === lines.length - 1) continue;
      followed++;
      if (sentenceEnd.test(line.trimEnd())) ended++;
    }
  }
  return width > 120 || ended * 2 > followed ? 0 : width;
}

/**
 * What a line break inside a block means. In a wrapped text it is a space, unless the next word would still have fit: then
 * somebody broke the line on purpose. In a text whose lines are paragraphs it always ends one.
 */
function breakAfter(line: string, next: string, width: number): "space" | "line" | "paragraph" {
  const before = line.trimEnd();
  const after = next.trim();
  if (width === 0) return /^\p{Ll}/u.test(after) && !sentenceEnd.test(before) ? "space" : "paragraph";
  const word = after.split(/\s/u, 1)[0] ?? "";
  if (before.length + 1 + word.length > width) return "space";
  if (sentenceEnd.test(before)) return "paragraph";
  return /^\p{Ll}/u.test(after) ? "space" : "line";
}

/** A block's paragraphs, each a list of lines that are kept apart. */
export function paragraphsOf(
  lines: readonly string[],
  width: number,
  startsAlone: (line: string) => boolean,
): string[][] {
  const paragraphs: string[][] = [];
  let previous: string | undefined;
  for (const line of lines) {
    const text = line.trim();
    const kind = previous === undefined || startsAlone(line) ? "paragraph" : breakAfter(previous, line, width);
    const open = paragraphs.at(-1);
    if (!open || kind === "paragraph") paragraphs.push([text]);
    else if (kind === "line") open.push(text);
    else open[open.length - 1] = `${open.at(-1) ?? ""} ${text}`;
    previous = line;
  }
  return paragraphs;
}
