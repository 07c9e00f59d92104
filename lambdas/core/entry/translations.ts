import type { Ports, Store } from "../ports.ts";
import { digestOf } from "../record.ts";
import type { Translation } from "./entry.ts";
import { knownInLedger, type LedgerRecord } from "./ledger.ts";

/** Which articles are translations of which: a hint that may be out of date, the ledger says whether it is true. */
const TRANSLATIONS = "translations/";
const translationsOf = (original: string) => `${TRANSLATIONS}${digestOf(original)}/`;

/** Makes a translation known to whoever looks for those of its original. */
export async function noteTranslation(
  state: Store,
  { path, translationOf }: Pick<LedgerRecord, "path" | "translationOf">,
): Promise<void> {
  if (translationOf !== undefined) await state.put(translationsOf(translationOf) + path, new Uint8Array());
}

/** The same article in other languages, as far as they are published. */
export async function findTranslations(
  { state }: Ports,
  { path, translationOf }: Pick<LedgerRecord, "path" | "translationOf">,
  id: string,
): Promise<Translation[]> {
  const records = await relatives(state, { path, id }, translationOf ?? path);
  const found = records.flatMap(({ record }) => (record && isPublished(record) ? translationIn(record) : []));
  return found.sort((a, b) => (a.language < b.language || (a.language === b.language && a.url < b.url) ? -1 : 1));
}

/** Articles whose pages do not say yet that this one is, or is no more, the same in another language. */
export async function misinformedRelatives(
  ports: Ports,
  record: LedgerRecord,
  formerly: LedgerRecord[] = [],
): Promise<string[]> {
  const { state } = ports;
  const { path, translationOf } = record;
  const originals = new Set(
    formerly.flatMap((one) => [one.translationOf ?? [], one.path === path ? [] : one.path].flat()),
  );
  const urls = new Set([record, ...formerly].map(({ entry }) => entry.url));
  // Whoever is withdrawn tells even those whom nobody has told it of.
  if (!isPublished(record)) originals.add(path);
  // A translation is nobody's original any more.
  if (translationOf !== undefined) originals.add(path);
  // An original without translations is told of one by that one.
  if (translationOf !== undefined || record.entry.translations.length > 0) originals.add(translationOf ?? path);
  const misinformed = new Set<string>();
  for (const original of originals) {
    const related = isPublished(record) && (translationOf ?? path) === original;
    for (const relative of await relatives(state, record, original)) {
      const known = relative.record?.status === "published" ? relative.record.entry.translations : undefined;
      const said = known?.some(({ url }) => urls.has(url));
      const saidRight = known?.some(({ url, language }) => url === record.entry.url && language === record.entry.language); // prettier-ignore
      // One that is not published yet may be about to be, by somebody who does not know of this.
      if (related ? !saidRight : said) misinformed.add(relative.path);
    }
  }
  if (isPublished(record) && originals.size > 0) {
    // One of them may have come or gone since this was settled.
    const found = await findTranslations(ports, record, record.id);
    if (JSON.stringify(found) !== JSON.stringify(record.entry.translations)) misinformed.add(path);
  }
  return [...misinformed];
}

/** Paths of an original and of whatever is or was a translation of it. */
export async function groupOf(state: Store, original: string): Promise<string[]> {
  const prefix = translationsOf(original);
  return [original, ...(await Array.fromAsync(state.list(prefix), ({ key }) => key.slice(prefix.length)))];
}

/** Paths of whatever may say that an article is, or was, the same in another language. */
export async function everRelated(
  state: Store,
  { path, translationOf }: Pick<LedgerRecord, "path" | "translationOf">,
): Promise<string[]> {
  return [...(await groupOf(state, path)), ...(translationOf === undefined ? [] : await groupOf(state, translationOf))];
}

/** The other members of the group, each with what the ledger says of it. */
async function relatives(state: Store, { path, id }: Pick<LedgerRecord, "path" | "id">, original: string) {
  const found: { path: string; record: LedgerRecord | undefined }[] = [];
  for (const relative of new Set(await groupOf(state, original))) {
    if (relative === path) continue;
    const record = await knownInLedger(state, relative);
    // A translation of a translation has no original: authors name the first one.
    const expected = relative === original ? undefined : original;
    // The same article where it was before it was moved is no relative.
    if (record?.id === id) continue;
    if (!record || record.translationOf === expected) found.push({ path: relative, record });
  }
  return found;
}

const isPublished = ({ status }: Pick<LedgerRecord, "status">) => status === "published";

function translationIn({ entry: { language, url } }: LedgerRecord): Translation {
  return { language, url };
}
