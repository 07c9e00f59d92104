import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Dice } from "../test/chaos/dice.ts";

const SECTIONS = 12;
const TAGS = 200;
const AUTHORS = 40;
const YEARS = 10;
const MOST_TAGS = 4;
const [FEWEST_WORDS, MOST_WORDS] = [300, 900];
const FOLDER_ARTICLES = 1000;
const NEWEST = Date.UTC(2026, 10, 1);

/** Writes a content folder that is the same for the same seed: publication.yaml, and so many Markdown articles. */
export function writeContent(folder: string, articles: number, seed: number): void {
  const dice = new Dice(seed);
  const below = (end: number) => dice.below(end);
  const words = Array.from({ length: 3000 }, () => Array.from({ length: 2 + below(9) }, () => "abcdefghiklmnoprstuvwy"[below(22)]).join("")); // prettier-ignore
  const word = () => words[Math.floor(dice.fraction() ** 2 * words.length)]!;
  const sentence = () => {
    const text = Array.from({ length: 6 + below(14) }, word).join(" ");
    return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 2 + below(5) }, sentence).join(" ");

  mkdirSync(join(folder, "articles"), { recursive: true });
  writeFileSync(
    join(folder, "publication.yaml"),
    `title: The Bench\ndescription: Seed ${seed}\nbaseUrl: https://bench.example\nlanguage: en\ntagAuthority: bench.example,2026\nfeeds: [sections, tags]\n`,
  );
  for (let number = 0; number < articles; number++) {
    if (number % FOLDER_ARTICLES === 0) mkdirSync(join(folder, "articles", String(number / FOLDER_ARTICLES)));
    const published = new Date(NEWEST - (number * YEARS * 365 * 86_400_000) / articles - below(3600) * 1000);
    const tags = new Set(Array.from({ length: 1 + below(MOST_TAGS) }, () => `tag ${below(TAGS)}`));
    const body: string[] = [];
    const length = FEWEST_WORDS + below(MOST_WORDS - FEWEST_WORDS);
    for (let count = 0; count < length; count += body.at(-1)!.split(" ").length) body.push(block(below(12), paragraph, word)); // prettier-ignore
    const front = `title: ${sentence().slice(0, -1)} ${number}\npublished: ${published.toISOString()}\nsection: Section ${below(SECTIONS)}\ntags: [${[...tags].join(", ")}]\nauthors: [Author ${below(AUTHORS)}]`; // prettier-ignore
    const path = join(folder, "articles", String(Math.floor(number / FOLDER_ARTICLES)), `article-${number}.md`);
    writeFileSync(path, `---\n${front}\n---\n${body.join("\n\n")}\n`);
  }
}

/** Mostly paragraphs, now and then what Markdown has besides. */
function block(kind: number, paragraph: () => string, word: () => string): string {
  if (kind === 0) return `## ${word()} ${word()}`;
  if (kind === 1) return `* ${word()} ${word()}\n* **${word()}** and ${word()}\n* ${word()}`;
  if (kind === 2) return `> ${paragraph()}`;
  if (kind === 3) return `${paragraph()} [${word()} ${word()}](https://${word()}.example/${word()}) *${word()}*.`;
  return paragraph();
}
