import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dice } from "../test/chaos/dice.ts";

const SETTINGS = `title: The Bench Gazette
description: News that nobody has to read
baseUrl: https://gazette.example
language: en
authors: [{ name: The Desk }]
tagAuthority: gazette.example,2026
`;
const SEED = 1;
const ARTICLES = 50;
const PARAGRAPHS = 10;
const WORDS = 81;

/** Content whose feed is 315 KB long, and as hard to compress as English is: few words are frequent, most are rare. */
export async function writeGazette(folder: string): Promise<void> {
  const dice = new Dice(SEED);
  /** Below `end`, small numbers more often than large ones. */
  const oftenSmall = (end: number) => Math.floor(dice.fraction() ** 2 * end);
  const letters = "etaoinshrdlucmfwypvbgkqjxz";
  const word = () => Array.from({ length: 2 + dice.below(8) }, () => letters[oftenSmall(26)]).join("");
  const vocabulary = Array.from({ length: 4000 }, word);
  const text = (words: number) => Array.from({ length: words }, () => vocabulary[oftenSmall(4000)]).join(" ");

  await mkdir(join(folder, "articles"), { recursive: true });
  await writeFile(join(folder, "publication.yaml"), SETTINGS);
  for (let index = 0; index < ARTICLES; index++) {
    const published = new Date(Date.UTC(2026, 9, 1) - index * 3_600_000).toISOString();
    const paragraphs = Array.from({ length: PARAGRAPHS }, () => text(WORDS)).join("\n\n");
    const article = `---\ntitle: ${text(6)}\npublished: ${published}\n---\n${paragraphs}\n`;
    await writeFile(join(folder, "articles", `${index}.md`), article);
  }
}
