import type { Files } from "../ports.ts";
import { digestOf, resultsOf } from "../record.ts";
import type { Document } from "./feed.ts";

/** SHA-256 of each document by its key in the site store, as whoever wrote them last remembers it. */
export type Digests = Record<string, string>;

/** Stands for the digest of a document that may or may not be there. */
export const NOBODY_KNOWS = "";

export interface PutDocuments {
  digests: Digests;
  /** Keys of the documents that were written or deleted. */
  changed: string[];
}

/**
 * Makes the site hold these documents, and none of those that are remembered beside them. Documents whose bytes are
 * the same are not written, so that ETag and Last-Modified stay as they are.
 *
 * @param compare trust no digest, look at the bytes
 */
export async function putDocuments(
  site: Files,
  documents: Document[],
  remembered: Digests,
  compare: boolean,
): Promise<PutDocuments> {
  const digests: Digests = {};
  const changed = await resultsOf(
    documents.map(async (document) => {
      const { key, bytes } = document;
      digests[key] = digestOf(bytes);
      if (compare) return (await putIfDifferent(site, document)) ? [key] : [];
      if (remembered[key] === digests[key]) return [];
      await site.put(key, bytes);
      return [key];
    }),
  );
  const gone = Object.keys(remembered).filter((key) => !Object.hasOwn(digests, key));
  await resultsOf(gone.map((key) => site.delete(key)));
  return { digests, changed: [...changed.flat(), ...gone.filter((key) => remembered[key] !== NOBODY_KNOWS)] };
}

/** Writes a document unless the site holds exactly its bytes. */
export async function putIfDifferent(site: Files, { key, bytes }: Document): Promise<boolean> {
  const stored = await site.get(key);
  if (stored && Buffer.compare(stored.bytes, bytes) === 0) return false;
  await site.put(key, bytes);
  return true;
}
