import type { Edition } from "../edition.ts";
import { putIfDifferent } from "../feed/put-documents.ts";
import type { Document } from "../feed/feed.ts";
import type { Ports, Store } from "../ports.ts";
import type { Publication } from "../publication.ts";
import { readRecord } from "../record.ts";
import { articlePageKey, renderArticlePage } from "../site/article-page.ts";
import { renderGonePage } from "../site/gone-page.ts";
import { renderMovedPage } from "../site/moved-page.ts";
import { holderOf, slugKey } from "./claim.ts";
import { ledgerKey, type LedgerRecord } from "./ledger.ts";

/**
 * Writes the page of an entry that has changed; when its slug has, the former addresses lead to the new one for ever.
 *
 * @param record as the ledger has it now
 * @param before as the ledger had it
 * @returns articles whose page has to be looked at again
 */
export async function changePages(
  ports: Ports,
  { publication }: Edition,
  record: LedgerRecord,
  before: LedgerRecord | undefined,
): Promise<string[]> {
  const was = before?.status === "published" ? before : undefined;
  if (was && JSON.stringify(was.entry) === JSON.stringify(record.entry)) return [];
  const page = renderArticlePage(record.entry, publication);
  await ports.site.put(page.key, page.bytes);
  return was?.slug === record.slug ? [] : forward(ports, publication, record);
}

/** The same, when nobody knows what the site holds. */
export async function renewPages(ports: Ports, { publication }: Edition, record: LedgerRecord): Promise<string[]> {
  await putIfDifferent(ports.site, renderArticlePage(record.entry, publication));
  return forward(ports, publication, record);
}

/** Leaves word at every address that an article had that it was withdrawn. */
export async function withdrawPages(ports: Ports, { publication }: Edition, record: LedgerRecord): Promise<string[]> {
  return atSlugs(ports, record, [record.slug, ...record.formerSlugs], (slug) => renderGonePage(slug, publication));
}

/** Takes an article out of the site of which nothing is remembered any more. */
export async function erasePages(ports: Ports, record: LedgerRecord): Promise<string[]> {
  return atSlugs(ports, record, [record.slug, ...record.formerSlugs], () => undefined);
}

function forward(ports: Ports, publication: Publication, record: LedgerRecord): Promise<string[]> {
  const url = `${publication.baseUrl}/articles/${record.slug}/`;
  return atSlugs(ports, record, record.formerSlugs, (slug) => renderMovedPage(slug, url, publication));
}

/**
 * Writes or deletes a page at each slug at which no other article stands by now.
 *
 * @returns the articles that moved in at that very moment
 */
async function atSlugs(
  { state, site }: Ports,
  { path }: LedgerRecord,
  slugs: string[],
  pageAt: (slug: string) => Document | undefined,
): Promise<string[]> {
  const disturbed: string[] = [];
  for (const slug of slugs) {
    if ((await othersAt(state, slug, path)).length > 0) continue;
    const page = pageAt(slug);
    if (page) await putIfDifferent(site, page);
    else await site.delete(articlePageKey(slug));
    disturbed.push(...(await othersAt(state, slug, path)));
  }
  return disturbed;
}

async function othersAt(state: Store, slug: string, path: string): Promise<string[]> {
  const holder = await holderOf(state, slugKey(slug));
  if (holder === undefined || holder === path) return [];
  const record = await readRecord<LedgerRecord>(state, ledgerKey(holder));
  return record && [record.value.slug, ...record.value.formerSlugs].includes(slug) ? [holder] : [];
}
