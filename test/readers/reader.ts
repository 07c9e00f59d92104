export type FeedFile = "feed.xml" | "atom.xml" | "feed.json";

/** An article as a reader keeps it. What it has no place for is undefined. */
export interface Item {
  id?: string;
  title?: string;
  url?: string;
  /** RFC 3339, in UTC. */
  published?: string;
  /** The names, as the reader puts them together. */
  authors?: string;
  /** HTML. */
  content?: string;
  enclosureUrl?: string;
}

/** A program or library that people read feeds with, as it is when it comes out of its package. */
export interface Reader {
  name: string;
  /** Which of the documents it can read. */
  reads: FeedFile[];
  /** What to say where it is not installed. */
  missing?: string;
  /**
   * Asks for a feed once.
   *
   * @param url that somebody subscribed to
   * @param folder of its own, in which it keeps what it knows from one poll to the next
   * @returns all it holds afterwards; a feed that it cannot have leaves that as it was
   */
  poll(url: string, folder: string): Promise<Item[]>;
  /** Ends what it may have started. */
  close?(): Promise<void>;
}
