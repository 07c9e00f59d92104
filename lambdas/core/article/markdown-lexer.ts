import { Lexer, type MarkedOptions, type Token } from "marked";
import { Refusal } from "./refusal.ts";

const maxDepth = 60;
/** Comparisons that the lexer may make for one article; 600 million take it about a third of a second. */
const maxComparisons = 6e8;
/** List items, table cells, paragraphs and emphases. */
const maxPieces = 100_000;
/** Some patterns remember every character that they have read of a paragraph. */
const maxParagraphCharacters = 2_000_000;

/**
 * The tokens of a Markdown text, or a `Refusal`. The lexer recurses at every quote, list and emphasis, reads the text once
 * more at every level, and some of its patterns try every pair of positions in a paragraph; all three are bounded here.
 * The bounds count work and not time, so that the same file is refused everywhere or nowhere.
 */
export function lexMarkdown(text: string, options: MarkedOptions): Token[] {
  const lexer = new Lexer(options);
  const blockTokens = lexer.blockTokens.bind(lexer) as (source: string, ...rest: unknown[]) => Token[];
  const inlineTokens = lexer.inlineTokens.bind(lexer);
  const tokenizer = lexer.options.tokenizer!;
  const table = tokenizer.table.bind(tokenizer);
  let depth = 0;
  let comparisons = 0;
  let characters = 0;
  let pieces = 0;

  const bounded = (source: string, lex: () => Token[]): Token[] => {
    characters += source.length;
    if (++pieces > maxPieces) throw tooManyPieces();
    if (++depth > maxDepth) throw tooMuch(`quotes, lists or emphasis are nested deeper than ${maxDepth} levels`);
    if (characters > 12 * text.length + 1_000_000)
      throw tooMuch("its quotes and lists are nested too deeply for their length");
    const tokens = lex();
    depth--;
    return tokens;
  };
  lexer.blockTokens = ((source: string, ...rest: unknown[]) =>
    bounded(source, () => blockTokens(source, ...rest))) as typeof lexer.blockTokens;
  lexer.inlineTokens = (source, tokens) => {
    comparisons += comparisonsOf(source);
    if (comparisons > maxComparisons) throw tooMuch("one of its paragraphs is too long, or holds a word that is");
    return bounded(source, () => inlineTokens(source, tokens));
  };
  tokenizer.table = (source) => {
    // Every row is filled up to the width of the first before any of it is lexed.
    const [, , columns = "", rows = ""] = tokenizer.rules.block.table.exec(source) ?? [];
    if (pieces + columns.split("|").length * rows.split("\n").length > maxPieces) throw tooManyPieces();
    return table(source);
  };
  if (hasLongParagraph(text)) throw tooMuch(`a paragraph has more than ${maxParagraphCharacters} characters`);
  return lexer.lex(text);
}

function hasLongParagraph(text: string): boolean {
  let start = 0;
  for (let end = 0; end !== -1; start = end + 2) {
    end = text.indexOf("\n\n", start);
    if ((end === -1 ? text.length : end) - start > maxParagraphCharacters) return true;
  }
  return false;
}

/** Delimiters are matched against all that follows them, and every character of a word against all that follow it. */
function comparisonsOf(paragraph: string): number {
  let delimiters = 0;
  let comparisons = 0;
  let wordStart = 0;
  for (let at = 0; at <= paragraph.length; at++) {
    const code = paragraph.charCodeAt(at);
    if (code > 32) {
      // * _ ` ~ [ ] < ! &
      if (code === 42 || code === 95 || code === 96 || code === 126 || code === 91 || code === 93 || code === 60)
        delimiters++;
    } else {
      comparisons += (at - wordStart) ** 2;
      wordStart = at + 1;
    }
  }
  return comparisons + delimiters * paragraph.length;
}

function tooManyPieces(): Refusal {
  return tooMuch(`it has more than ${maxPieces} items, cells and paragraphs`);
}

function tooMuch(why: string): Refusal {
  return new Refusal(
    `the Markdown cannot be read in reasonable time: ${why}`,
    "break it up, and put data into files of their own",
  );
}
