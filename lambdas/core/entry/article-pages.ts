import type { Edition } from "../edition.ts";
import { putIfDifferent } from "../feed/update-feed.ts";
import type { Ports, Store } from "../ports.ts";
import { readRecord } from "../record.ts";
import { articlePageKey, renderArticlePage } from "../site/article-page.ts";
import { holderOf, slugKey } from "./claim.ts";
import { ledgerKey, type LedgerRecord } from "./ledger.ts";

/**
 * Writes the page of an entry that has changed, and retires the old one when its slug has.
 *
 * @param record as the ledger has it now
 * @param before as the ledger had it
 * @returns articles whose page has to be looked at again
 */
export async function changePages(
  ports: Ports,
  edition: Edition,
  record: LedgerRecord,
  before: LedgerRecord | undefined,
): Promise<string[]> {
  if (before?.status === "published" && JSON.stringify(before.entry) === JSON.stringify(record.entry)) return [];
  const page = renderArticlePage(record.entry, edition.publication);
  await ports.site.put(page.key, page.bytes);
  return before?.slug === record.slug ? [] : retireFormerPages(ports, record);
}

/** The same, when nobody knows what the site holds. */
export async function renewPages(ports: Ports, edition: Edition, record: LedgerRecord): Promise<string[]> {
  await putIfDifferent(ports.site, renderArticlePage(record.entry, edition.publication));
  return retireFormerPages(ports, record);
}

async function retireFormerPages(ports: Ports, { formerSlugs, path }: LedgerRecord): Promise<string[]> {
  const disturbed: string[] = [];
  for (const slug of formerSlugs) disturbed.push(...(await retirePage(ports, slug, path)));
  return disturbed;
}

/**
 * Deletes the page that an article had at a slug, unless another article stands there by now.
 *
 * @returns the article that moved in at that very moment, if one did
 */
export async function retirePage({ state, site }: Ports, slug: string, path: string): Promise<string[]> {
  if ((await othersAt(state, slug, path)).length > 0) return [];
  await site.delete(articlePageKey(slug));
  return othersAt(state, slug, path);
}

async function othersAt(state: Store, slug: string, path: string): Promise<string[]> {
  const holder = await holderOf(state, slugKey(slug));
  if (holder === undefined || holder === path) return [];
  const record = await readRecord<LedgerRecord>(state, ledgerKey(holder));
  return record?.value.status === "published" && record.value.slug === slug ? [holder] : [];
}
