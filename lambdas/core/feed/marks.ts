import type { Store } from "../ports.ts";
import { digestOf } from "../record.ts";

/**
 * Which archive document an entry was put into is kept for ever, beside the ledger: it cannot be told from the entry.
 * The key says it all: `<digest of the id>@<page>`, and `@<page>` alone for each page that there is.
 */
const MARKS = "ledger/archived/";

/** Where the entries of one feed have been archived. */
export interface Marks {
  /**
   * In ascending order. Several when publishers have sealed the entry at the same time, or one of them died at it: the last
   * is where it stands.
   */
  pagesOf(id: string): Promise<number[]>;
}

/** Asks for each entry when it is needed: one LIST. */
export function marksOf(state: Store, feed: string): Marks {
  return {
    async pagesOf(id) {
      const pages = await Array.fromAsync(state.list(`${MARKS}${feed}/${digestOf(id)}@`), ({ key }) => pageIn(key));
      return pages.sort((a, b) => a - b);
    },
  };
}

/** Reads all of them at once. */
export async function readAllMarks(state: Store, feed: string): Promise<Marks & { pages: number }> {
  const known = new Map<string, number>();
  let pages = 0;
  const prefix = `${MARKS}${feed}/`;
  for await (const { key } of state.list(prefix)) {
    const page = pageIn(key);
    pages = Math.max(pages, page);
    const digest = key.slice(prefix.length, key.lastIndexOf("@"));
    if (digest !== "") known.set(digest, Math.max(page, known.get(digest) ?? 0));
  }
  return {
    pages,
    async pagesOf(id) {
      const page = known.get(digestOf(id));
      return page === undefined ? [] : [page];
    },
  };
}

/** Whether somebody has begun a page. */
export async function hasPage(state: Store, feed: string, page: number): Promise<boolean> {
  return (await state.get(`${MARKS}${feed}/@${page}`)) !== undefined;
}

export async function markPage(state: Store, feed: string, page: number): Promise<void> {
  await state.put(`${MARKS}${feed}/@${page}`, new Uint8Array());
}

export async function markEntry(state: Store, feed: string, id: string, page: number): Promise<void> {
  await state.put(`${MARKS}${feed}/${digestOf(id)}@${page}`, new Uint8Array());
}

/** An entry that has left a page: it is in none before that either. */
export async function unmarkEntry(state: Store, feed: string, id: string, page: number): Promise<void> {
  for (const known of await marksOf(state, feed).pagesOf(id))
    if (known <= page) await state.delete(`${MARKS}${feed}/${digestOf(id)}@${known}`);
}

/** A feed whose history is no longer kept. */
export async function unmarkAll(state: Store, feed: string): Promise<void> {
  for await (const { key } of state.list(`${MARKS}${feed}/`)) await state.delete(key);
}

const pageIn = (key: string) => Number(key.slice(key.lastIndexOf("@") + 1));
