import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SETTINGS = `title: The Bench Gazette
description: News that nobody has to read
baseUrl: https://gazette.example
language: en
authors: [{ name: The Desk }]
tagAuthority: gazette.example,2026
`;
const ARTICLES = 50;
const PARAGRAPHS = 10;
const WORDS = 81;

/** The same numbers from 0 to 1 in every run (Park and Miller's generator). */
function numbers(): () => number {
  let state = 7;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** Content whose feed is 315 KB long, and as hard to compress as English is: few words are frequent, most are rare. */
export async function writeGazette(folder: string): Promise<void> {
  const next = numbers();
  const below = (bound: number) => Math.floor(next() ** 2 * bound);
  const letters = "etaoinshrdlucmfwypvbgkqjxz";
  const word = () => Array.from({ length: 2 + Math.floor(next() * 8) }, () => letters[below(26)]).join("");
  const vocabulary = Array.from({ length: 4000 }, word);
  const text = (words: number) => Array.from({ length: words }, () => vocabulary[below(4000)]).join(" ");

  await mkdir(join(folder, "articles"), { recursive: true });
  await writeFile(join(folder, "publication.yaml"), SETTINGS);
  for (let index = 0; index < ARTICLES; index++) {
    const published = new Date(Date.UTC(2026, 9, 1) - index * 3_600_000).toISOString();
    const paragraphs = Array.from({ length: PARAGRAPHS }, () => text(WORDS)).join("\n\n");
    const article = `---\ntitle: ${text(6)}\npublished: ${published}\n---\n${paragraphs}\n`;
    await writeFile(join(folder, "articles", `${index}.md`), article);
  }
}
