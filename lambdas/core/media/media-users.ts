import { mediaIn, mediaKeyOf } from "../article/media-references.ts";
import { readArticle } from "../article/read-article.ts";
import { knownInLedger } from "../entry/ledger.ts";
import type { Ports, Store } from "../ports.ts";
import type { Publication } from "../publication.ts";
import { digestOf, encodeRecord, readRecord } from "../record.ts";

/** Which articles use which file: a hint that may be out of date. Whoever follows it reads the article. */
const USERS = "media-users/";
const usersOf = (key: string) => `${USERS}${digestOf(key)}/`;
/** The files of an article that is not published. In the ledger, as a draft that is broken no longer says which they are. */
const heldKey = (path: string) => `ledger/held/${path}.json`;

/** Paths of the articles that use a file, or did. */
export async function* articlesUsing(state: Store, key: string): AsyncGenerator<string> {
  const prefix = usersOf(key);
  for await (const listed of state.list(prefix)) yield listed.key.slice(prefix.length);
}

export async function noteUse(state: Store, key: string, path: string): Promise<void> {
  await state.put(usersOf(key) + path, new Uint8Array());
}

export async function forgetUse(state: Store, key: string, path: string): Promise<void> {
  await state.delete(usersOf(key) + path);
}

/** The files of an article that was not published when it was last looked at. */
export async function heldMedia(state: Store, path: string): Promise<string[]> {
  return (await readRecord<string[]>(state, heldKey(path)))?.value ?? [];
}

export async function rememberHeld(state: Store, path: string, media: string[]): Promise<void> {
  if (media.length > 0) await state.put(heldKey(path), encodeRecord(media));
  else await state.delete(heldKey(path));
}

/**
 * Whether readers may have a file: a published article uses it, or the publication itself, or no article at all.
 * What only drafts and embargoed articles use is as private as they are.
 */
export async function mayBePublic(ports: Ports, publication: Publication, key: string): Promise<boolean> {
  const { content, state } = ports;
  const own = [publication.icon, publication.logo];
  if (own.some((url) => url !== undefined && mediaKeyOf(url, publication.baseUrl) === key)) return true;
  let isHeld = false;
  for await (const path of articlesUsing(state, key)) {
    const record = await knownInLedger(state, path);
    if (record?.status === "published" && record.media?.includes(key)) return true;
    const file = await content.get(path);
    const read = file && readArticle({ path, bytes: file.bytes }, publication);
    // An article that cannot be read may be a draft.
    if (read && (read.outcome === "problem" || mediaIn(read.article, publication.baseUrl).includes(key))) isHeld = true;
  }
  return !isHeld;
}
