import type { Asked } from "./recorded-address.ts";
import type { FeedFile, Item, Reader } from "./reader.ts";

/** One poll: what the reader held before and after. */
export interface Poll {
  /** The requests for the document; some readers look for an icon, too. */
  asked: Asked[];
  before: Item[];
  after: Item[];
}

/** A reader that follows one document of the publication. */
export class Subscription {
  readonly reader: Reader;
  readonly file: FeedFile;
  readonly #folder: string;
  readonly #record: Asked[];
  items: Item[] = [];

  /** @param record in which the publication's addresses note every request */
  constructor(reader: Reader, file: FeedFile, folder: string, record: Asked[]) {
    this.reader = reader;
    this.file = file;
    this.#folder = folder;
    this.#record = record;
  }

  async poll(address: string): Promise<Poll> {
    this.#record.length = 0;
    const before = this.items;
    this.items = await this.reader.poll(`${address}/${this.file}`, this.#folder);
    return { asked: this.#record.filter(({ path }) => path === `/${this.file}`), before, after: this.items };
  }
}
