import type { Files } from "../../lambdas/core/ports.ts";
import type { Counts } from "./counts.ts";
import type { Dice } from "./dice.ts";

/** Stands in everything that no reader may ever see. */
export const PRIVATE = "PRIVATE-7d1f";
/** Below which the author works; what lies elsewhere stays as it is. */
const FOLDER = "articles/chaos/";
const ARTICLES = 24;
const DRAFTS = 6;
const MEDIA = 3;

export interface AuthorOptions {
  dice: Dice;
  content: Pick<Files, "get" | "put" | "delete">;
  clock: () => Date;
  counts: Counts;
  /** What `publication.yaml` may say; some of it cannot be read. */
  settings: string[];
}

/** Edits a publication without a plan: every edit is one that an author might make. */
export class Author {
  readonly #options: AuthorOptions;
  #edits = 0;

  constructor(options: AuthorOptions) {
    this.#options = options;
  }

  /** @returns the paths that it changed */
  async edit(): Promise<string[]> {
    const { dice, counts } = this.#options;
    counts.add("edits");
    if (dice.chance(0.02)) return this.#settings();
    const edits: [weight: number, edit: () => Promise<string[]>][] = [
      [4, () => this.#write()],
      [2, () => this.#remove()],
      [2, () => this.#rename()],
      [2, () => this.#draft()],
      [1, () => this.#embargo()],
      [1, () => this.#break()],
      [1, () => this.#media()],
    ];
    return dice.pick(edits.flatMap(([weight, one]) => Array.from({ length: weight }, () => one)))();
  }

  /** Leaves settings that can be read: a clean build knows no others. */
  async finish(): Promise<void> {
    await this.#put("publication.yaml", this.#options.settings[0]!);
  }

  /** Writes many files at once. */
  async burst(files: number): Promise<string[]> {
    this.#options.counts.add("edits", files);
    const paths = Array.from({ length: files }, (_, index) => `${FOLDER}burst-${index}.md`);
    await Promise.all(paths.map((path) => this.#put(path, this.#text("", "tags: [burst]\n"))));
    return paths;
  }

  async #write(): Promise<string[]> {
    const { dice } = this.#options;
    const published = dice.pick(["", "2026-01-01", "2026-02-02T08:00:00Z", this.#moment(-dice.below(172_800))]);
    const more = dice.pick([
      "",
      "tags: [ships]\n",
      "tags: [ships, Quay]\nsection: Harbour\n",
      "language: de\n",
      `language: fr\ntranslationOf: ${this.#path()}\n`,
      `image: media/chaos-${dice.below(MEDIA)}.txt\n`,
      `slug: slug-${dice.below(4)}\n`,
    ]);
    const path = this.#path();
    await this.#put(path, this.#text(published, more));
    return [path];
  }

  async #embargo(): Promise<string[]> {
    const path = this.#path();
    const isFarOff = this.#options.dice.chance(0.3);
    const until = isFarOff ? "2099-01-01T00:00:00Z" : this.#moment(1 + this.#options.dice.below(5));
    await this.#put(path, this.#text(until, "tags: [ships]\n", isFarOff ? PRIVATE : `Embargoed until ${until}.`));
    return [path];
  }

  /** A draft and a file that it alone uses: first the draft, as a file that nothing uses is public. */
  async #draft(): Promise<string[]> {
    const number = this.#options.dice.below(DRAFTS);
    const path = this.#options.dice.chance(0.5) ? this.#path() : `${FOLDER}draft-${number}.md`;
    if (!path.includes("draft")) {
      await this.#put(path, this.#text("", "draft: true\n", PRIVATE));
      return [path];
    }
    const media = `media/held-${number}.txt`;
    await this.#put(path, this.#text("", `draft: true\nimage: ${media}\n`, PRIVATE));
    await this.#put(media, `${PRIVATE} ${++this.#edits}`);
    return [path, media];
  }

  async #break(): Promise<string[]> {
    const path = this.#path();
    await this.#put(path, `---\ntitle: [\n---\n${PRIVATE}\n`);
    return [path];
  }

  async #remove(): Promise<string[]> {
    const path = this.#path();
    await this.#options.content.delete(path);
    return [path];
  }

  async #rename(): Promise<string[]> {
    const { content } = this.#options;
    const [from, to] = [this.#path(), this.#path()];
    const file = await content.get(from);
    if (!file || from === to) return [];
    await content.put(to, file.bytes);
    await content.delete(from);
    return [to, from];
  }

  async #media(): Promise<string[]> {
    const path = `media/chaos-${this.#options.dice.below(MEDIA)}.txt`;
    if (this.#options.dice.chance(0.3)) await this.#options.content.delete(path);
    else await this.#put(path, `Picture ${++this.#edits}`);
    return [path];
  }

  async #settings(): Promise<string[]> {
    await this.#put("publication.yaml", this.#options.dice.pick(this.#options.settings));
    return ["publication.yaml"];
  }

  #path(): string {
    return `${FOLDER}${this.#options.dice.below(ARTICLES)}.md`;
  }

  #text(published: string, more: string, body = ""): string {
    const title = this.#options.dice.pick(["One", "Two", "Three", "Quatre", "海"]);
    return `---\ntitle: ${title}\n${published && `published: ${published}\n`}${more}---\nEdit ${++this.#edits}. ${body}\n`;
  }

  #moment(seconds: number): string {
    const millis = (Math.floor(this.#options.clock().getTime() / 1000) + seconds) * 1000;
    return new Date(millis).toISOString();
  }

  #put(path: string, text: string) {
    return this.#options.content.put(path, new TextEncoder().encode(text));
  }
}
