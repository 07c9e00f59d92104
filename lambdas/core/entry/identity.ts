import slugify from "@sindresorhus/slugify";
import type { Article } from "../article/article.ts";
import type { Ports, Store } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { digestOf, readRecord } from "../record.ts";
import { holderOf, idKey, slugKey, type Claimant } from "./claim.ts";
import { ledgerKey, type LedgerRecord } from "./ledger.ts";

const SLUG_LENGTH = 80;

export type Identified =
  /** `known` is what the ledger holds of this article, under this path or the one it was moved from. */
  | { outcome: "identified"; id: string; slug: string; known: LedgerRecord | undefined; movedFrom?: LedgerRecord }
  /** Another article has it: the one at `waitsFor`, when this one may have it later. */
  | { outcome: "taken"; problem: Problem; waitsFor?: string };

/**
 * Finds the id and the slug that an article has for ever, or mints them.
 *
 * @param claimant of the article
 * @param before what the ledger holds under the article's path, if the id in it is still its own
 * @param digest SHA-256 of the article's file
 * @param tagAuthority what a new id starts with: `domain,date` (RFC 4151 §2.1)
 */
export async function identify(
  ports: Ports,
  claimant: Claimant,
  article: Article,
  before: LedgerRecord | undefined,
  { digest, tagAuthority }: { digest: string; tagAuthority: string },
): Promise<Identified> {
  const { path, lines } = article;
  if (before && (await keepsIdentity(ports, article, before))) {
    return { outcome: "identified", id: before.id, slug: before.slug, known: before };
  }
  const named = await takeSlug(claimant, article, before, digest);
  if (named.outcome === "taken") return named;
  const { slug } = named;
  const movedFrom = before ? undefined : await vacatedRecord(ports, named.inheritedFrom);
  const known = before ?? movedFrom;
  // Its other addresses move with it: they lead here for ever, and nobody else may have them.
  for (const other of movedFrom ? [movedFrom.slug, ...movedFrom.formerSlugs] : []) {
    await claimant.claim(slugKey(other));
  }

  const id = known?.id ?? article.id ?? `tag:${tagAuthority}:${slug}`;
  const line = lines?.id === undefined ? {} : { line: lines.id };
  if (article.id !== undefined && article.id !== id) {
    const cause = `its id is ${id} since it was first published, and an id is for ever`;
    return { outcome: "taken", problem: { path, ...line, cause, remedy: "remove the line `id:`" } };
  }
  const held = await claimant.claim(idKey(id));
  if (held.outcome === "taken") {
    const cause = `the id ${id} belongs to ${held.by}`;
    const problem = { path, ...line, cause, remedy: "give it an id of its own, or none" };
    return { outcome: "taken", problem, waitsFor: held.by };
  }
  return { outcome: "identified", id, slug, known, ...(movedFrom && { movedFrom }) };
}

/** What the ledger holds of the article that had these paths before, if its file is there no more: it was moved. */
async function vacatedRecord({ state, content }: Ports, paths: string[]): Promise<LedgerRecord | undefined> {
  for (const path of paths) {
    const record = await readRecord<LedgerRecord>(state, ledgerKey(path));
    if (record && !(await content.get(path))) return record.value;
  }
  return undefined;
}

/** Most edits change neither slug nor id. */
async function keepsIdentity({ state }: Ports, { path, slug, id }: Article, before: LedgerRecord): Promise<boolean> {
  if ((slug ?? before.slug) !== before.slug || (id ?? before.id) !== before.id) return false;
  return (await holderOf(state, slugKey(before.slug))) === path;
}

/** Whether an article's id is still its own: one that moved into its place while its file was gone has it now. */
export async function hasId(state: Store, { path, id }: LedgerRecord): Promise<boolean> {
  return (await holderOf(state, idKey(id))) === path;
}

type Named = { outcome: "named"; slug: string; inheritedFrom: string[] } | Extract<Identified, { outcome: "taken" }>;

async function takeSlug(
  claimant: Claimant,
  article: Article,
  before: LedgerRecord | undefined,
  digest: string,
): Promise<Named> {
  const { path, lines } = article;
  const wanted = article.slug === undefined ? slugsFor(article, before?.slug) : [article.slug];
  for (const slug of wanted) {
    const held = await claimant.claim(slugKey(slug));
    if (held.outcome === "claimed") return { outcome: "named", slug, inheritedFrom: held.inheritedFrom };

    const taken = (problem: Omit<Problem, "path">): Named => {
      return { outcome: "taken", problem: { path, ...problem }, waitsFor: held.by };
    };
    if (article.slug !== undefined) {
      const line = lines?.slug === undefined ? {} : { line: lines.slug };
      return taken({ ...line, cause: `the slug "${slug}" belongs to ${held.by}`, remedy: "choose another slug" });
    }
    if (held.digest === digest) {
      const remedy = "delete one of the two, or give this one a slug of its own";
      return taken({ cause: `it is a copy of ${held.by}`, remedy });
    }
  }
  throw new Error(`every slug for ${path} is taken`);
}

/** The slugs that an article may get, best first: its present one, its title, its file name, its path's digest. */
function* slugsFor(article: Article, present: string | undefined): Generator<string> {
  if (present !== undefined) yield present;
  const name = article.path.slice(article.path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
  const digest = digestOf(article.path).slice(0, 12);
  const base = cutAtWord(spell(article.title)) || cutAtWord(spell(name)) || digest;
  yield base;
  for (let number = 2; number < 100; number++) yield `${base}-${number}`;
  yield `${base}-${digest}`;
}

/** Capitals part no words: YouTube is one. */
const spell = (text: string) => slugify(text, { decamelize: false });

function cutAtWord(slug: string): string {
  if (slug.length <= SLUG_LENGTH) return slug;
  const lastHyphen = slug.slice(0, SLUG_LENGTH + 1).lastIndexOf("-");
  return slug.slice(0, lastHyphen > 0 ? lastHyphen : SLUG_LENGTH);
}
