import type { Article, ReadArticle } from "../article/article.ts";
import { mediaIn, mediaMentionedIn } from "../article/media-references.ts";
import { feedsOf } from "../feed/feeds-of.ts";
import { knownMedia, type MediaFile } from "../media/media-file.ts";
import type { Ports, Stored } from "../ports.ts";
import type { Problem } from "../problem.ts";
import type { Edition } from "../edition.ts";
import { digestOf, readRecord, type Read } from "../record.ts";
import { Claimant, holderOf, slugKey } from "./claim.ts";
import type { Entry } from "./entry.ts";
import { hasId, identify, type Identified } from "./identity.ts";
import { ledgerKey, type LedgerRecord } from "./ledger.ts";
import { makeEntry, type Surroundings } from "./make-entry.ts";
import { momentOf } from "./moment.ts";
import { everRelated, findTranslations, groupOf, noteTranslation } from "./translations.ts";

/** What the file of one article means for the publication now. */
export type Settled = About &
  (
    | {
        outcome: "published";
        record: LedgerRecord;
        movedFrom?: LedgerRecord;
        warnings: Problem[];
      }
    /** Published no more, or not yet: gone, a draft, or embargoed until the moment `due`. */
    | { outcome: "unpublished"; due?: string; media: string[] }
    /** It cannot be used; what the ledger holds of it, if anything, stands as it is. `media`: files it may keep private. */
    | { outcome: "left-out"; problem: Problem; waitsFor?: string; media: string[] }
  );

interface About {
  path: string;
  before: Read<LedgerRecord> | undefined;
  /** Another article has the id in `before` by now, or its slug while this one is left out: nothing of that may stand. */
  dispossessed: boolean;
  /** Articles that may still say it is the same in another language, or was at another path. */
  formerRelatives: string[];
  /** What it has claimed. */
  claimant: Claimant;
}

/** An article's file, and what it says; `undefined` when it is gone. */
export interface FileRead {
  path: string;
  source: (Stored & { read: ReadArticle }) | undefined;
}

/** The same, and what the ledger holds of it, read afresh. */
export interface Looked extends FileRead {
  before: Read<LedgerRecord> | undefined;
}

export async function look({ state }: Ports, file: FileRead): Promise<Looked> {
  return { ...file, before: await readRecord<LedgerRecord>(state, ledgerKey(file.path)) };
}

/** Whether the file of a published article is the one that the ledger's record was made from. */
export function isAsItWas({ source, before }: Looked): boolean {
  return before?.value.status === "published" && source !== undefined && digestOf(source.bytes) === before.value.digest;
}

/**
 * Article file + ledger → what to publish. Writes nothing but what others have to find meanwhile (claims on slugs and
 * ids, that this is a translation, what its files are), and claims in the order of the calls: settle one article after
 * the other.
 */
export async function settle(ports: Ports, edition: Edition, { path, source, before }: Looked): Promise<Settled> {
  const { publication, tagAuthority } = edition;
  const claimant = new Claimant(ports, path);
  const dispossessed = before !== undefined && !(await hasId(ports.state, before.value));
  const erased = dispossessed ? await everRelated(ports.state, before.value) : [];
  const about = { path, before, dispossessed, formerRelatives: erased, claimant };
  if (!source) return { outcome: "unpublished", ...about, media: [] };

  const { read } = source;
  if (read.outcome === "problem") {
    const left = { ...about, ...(await homeless(ports, before)) };
    return { outcome: "left-out", ...left, problem: read.problem, media: mediaMentionedIn(source.bytes) };
  }
  const { article } = read;
  const now = momentOf(ports.clock());
  const media = mediaIn(article, publication.baseUrl);
  if (article.draft) return { outcome: "unpublished", ...about, media };
  if (article.published !== undefined && article.published > now) {
    return { outcome: "unpublished", ...about, due: article.published, media };
  }

  const digest = digestOf(source.bytes);
  const own = dispossessed ? undefined : before?.value;
  const identity = await identify(ports, claimant, article, own, { digest, tagAuthority });
  if (identity.outcome === "taken") {
    const { problem, waitsFor } = identity;
    const left = { ...about, ...(await homeless(ports, before)) };
    return { outcome: "left-out", ...left, problem, media: [], ...(waitsFor !== undefined && { waitsFor }) };
  }
  const { surroundings, warnings } = await surroundingsOf(ports, article, identity.id, media);
  const past = identity.known ?? before?.value;
  const record = compose(article, identity, past, edition, { digest, now, media, surroundings });
  const { movedFrom } = identity;
  const former = before?.value.translationOf;
  const left = former === undefined || former === article.translationOf ? [] : await groupOf(ports.state, former);
  const moved = movedFrom ? await everRelated(ports.state, movedFrom) : [];
  return {
    outcome: "published",
    ...about,
    record,
    formerRelatives: [...erased, ...left, ...moved],
    warnings,
    ...(movedFrom && { movedFrom }),
  };
}

/** What stood before stands for an article that is left out, but not where another one stands by now. */
async function homeless({ state }: Ports, before: Read<LedgerRecord> | undefined): Promise<Partial<About>> {
  if (!before) return {};
  const holder = await holderOf(state, slugKey(before.value.slug));
  if (holder === undefined || holder === before.value.path) return {};
  return { dispossessed: true, formerRelatives: await everRelated(state, before.value) };
}

/** What the article refers to, and what it refers to in vain. */
async function surroundingsOf(
  ports: Ports,
  article: Article,
  id: string,
  keys: string[],
): Promise<{ surroundings: Surroundings; warnings: Problem[] }> {
  const { path, translationOf } = article;
  const media = new Map<string, MediaFile>();
  const warnings: Problem[] = [];
  for (const key of keys) {
    const file = await knownMedia(ports, key);
    if (file) media.set(key, file);
    else warnings.push({ path, cause: `there is no ${key}`, remedy: `put it into content/media/, or correct the address` }); // prettier-ignore
  }
  await noteTranslation(ports.state, article);
  const translations = await findTranslations(ports, article, id);
  if (translationOf !== undefined && !(await ports.content.get(translationOf))) {
    warnings.push({ path, cause: `it is a translation of ${translationOf}, which does not exist`, remedy: "correct translationOf" }); // prettier-ignore
  }
  return { surroundings: { media, translations }, warnings };
}

interface Known {
  digest: string;
  now: string;
  media: string[];
  surroundings: Surroundings;
}

function compose(
  article: Article,
  { id, slug, known }: Extract<Identified, { outcome: "identified" }>,
  past: LedgerRecord | undefined,
  { publication }: Edition,
  { digest, now, media, surroundings }: Known,
): LedgerRecord {
  const published = article.published ?? known?.published ?? now;
  const entryAt = (updated: string) => makeEntry(article, { id, slug, published, updated }, publication, surroundings);
  let entry = entryAt(article.updated ?? known?.updated ?? published);
  const edited = known && known.digest !== digest && readsOtherwise(entry, known.entry);
  if (edited && article.updated === undefined) entry = entryAt(now);
  return {
    path: article.path,
    id,
    slug,
    formerSlugs: past ? [...new Set([...past.formerSlugs, past.slug])].filter((former) => former !== slug) : [],
    firstSeen: known?.firstSeen ?? now,
    published,
    updated: entry.updated,
    digest,
    status: "published",
    entry,
    ...(media.length > 0 && { media }),
    ...(article.translationOf !== undefined && { translationOf: article.translationOf }),
    feeds: feedsOf(article, entry, publication),
  };
}

/** An edit is what a reader can see: new settings, a comment in the front matter or another address correct nothing. */
export function readsOtherwise(entry: Entry, before: Entry): boolean {
  const { path, slug, url } = before;
  return JSON.stringify({ ...entry, path, slug, url }) !== JSON.stringify(before);
}
