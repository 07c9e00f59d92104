/** An RSS or Atom document of ours, cut where its entries begin and end. */
export interface Parts {
  /** All that is said of the feed, withdrawals too. */
  head: string;
  /** As their elements stand in the document. */
  entries: string[];
  tail: string;
}

// Content is sanitised and everything else escaped, so that no author can write one of these.
const ENTRIES = /<(item|entry)(?: [^<>]*)?>[\s\S]*?<\/\1>\n/g;

export function partsOf(document: string): Parts {
  const entries = document.match(ENTRIES) ?? [];
  const start = entries[0] === undefined ? document.length : document.indexOf(entries[0]);
  const end = start + entries.reduce((length, entry) => length + entry.length, 0);
  return { head: document.slice(0, start), entries, tail: document.slice(end) };
}

/**
 * The document without the entries that a reader has: a feed of its own (instance manipulation "feed" of RFC 3229).
 * Entries that were edited since are among those that it keeps, and so are all withdrawals.
 *
 * @param has whether the reader has an entry exactly as it is now
 */
export function deltaOf({ head, entries, tail }: Parts, has: (entry: string) => boolean): string {
  return head + entries.filter((entry) => !has(entry)).join("") + tail;
}
