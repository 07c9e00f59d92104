import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import type { Message, Ports, Store } from "../../lambdas/core/ports.ts";
import { publishChanged, reconcile, tick } from "../../lambdas/core/schedule.ts";
import { workHere } from "../../lambdas/core/pure-work.ts";

/** Of its publication, unless a test has others. */
export const SETTINGS = `title: The Test Courier
description: News for tests
baseUrl: https://courier.example
language: en
authors: [{ name: Ada }]
tagAuthority: courier.example,2026
`;

export const program = { version: "1" };
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: { bytes: Uint8Array } | undefined) => (found ? new TextDecoder().decode(found.bytes) : undefined);

/** A publication in memory, with a clock that tests turn. */
export class Newsroom {
  readonly content = new MemoryStore();
  state: Store;
  site: Store;
  now = new Date("2026-11-23T12:00:00Z");
  /** What its runs have announced. */
  readonly announced: Message[] = [];

  constructor(state: Store = new MemoryStore(), site: Store = new MemoryStore()) {
    this.state = state;
    this.site = site;
  }

  static async open(articles: Record<string, string> = {}, settings = SETTINGS): Promise<Newsroom> {
    const newsroom = new Newsroom();
    await newsroom.write("publication.yaml", settings);
    for (const [name, source] of Object.entries(articles)) await newsroom.write(`articles/${name}`, source);
    return newsroom;
  }

  get ports(): Ports & { site: Store } {
    return {
      content: this.content,
      state: this.state,
      site: this.site,
      clock: () => this.now,
      pureWork: workHere,
      announcements: this.announcements,
    };
  }

  readonly announcements = { send: async (messages: readonly Message[]) => void this.announced.push(...messages) };

  write(path: string, source: string) {
    return this.content.put(path, bytes(source));
  }

  remove(path: string) {
    return this.content.delete(path);
  }

  pass(seconds: number) {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  reconcile = () => reconcile(this.ports, program);
  tick = () => tick(this.ports, program);
  changed = (...paths: string[]) => publishChanged(this.ports, program, paths);

  async read(key: string) {
    return text(await this.site.get(key));
  }

  /** What JSON Feed readers get. */
  async items(
    folder = "",
  ): Promise<{ id: string; title: string; date_published: string; date_modified: string; url: string }[]> {
    return JSON.parse((await this.read(`${folder}feed.json`)) ?? "{}").items;
  }

  async titles(folder = "") {
    return (await this.items(folder)).map(({ title }) => title);
  }

  /** The items of a feed's current document and of all archive documents behind it. */
  async history(folder = "") {
    const items = [];
    for (let key: string | undefined = `${folder}feed.json`; key !== undefined;) {
      const feed = JSON.parse((await this.read(key))!) as { items: { id: string; url: string }[]; next_url?: string };
      items.push(...feed.items);
      key = feed.next_url?.slice("https://courier.example/".length);
    }
    return items;
  }

  /** Every document of the site with its text. */
  async documents(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for await (const { key } of this.site.list("")) found[key] = (await this.read(key))!;
    return found;
  }

  /** What a clean build of the same content and ledger makes. */
  async cleanBuild(): Promise<Record<string, string>> {
    const state = new MemoryStore();
    for (const prefix of ["ledger/", "slugs/", "ids/", "tag-authority.json"]) {
      for await (const { key } of this.state.list(prefix)) await state.put(key, (await this.state.get(key))!.bytes);
    }
    const clean = new Newsroom(state);
    for await (const { key } of this.content.list(""))
      await clean.content.put(key, (await this.content.get(key))!.bytes);
    clean.now = this.now;
    await clean.reconcile();
    return clean.documents();
  }
}

/** An article in Markdown, with a date unless it is empty. */
export function markdown(title: string, published = "2026-01-01T08:00:00Z", more = ""): string {
  return `---\ntitle: ${JSON.stringify(title)}\n${published && `published: ${published}\n`}${more}---\nText of ${title}.\n`;
}
