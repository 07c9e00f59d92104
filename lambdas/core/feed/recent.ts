import { noteRecent } from "../due.ts";
import type { Edition } from "../edition.ts";
import type { Entry } from "../entry/entry.ts";
import { knownInLedger, LEDGER, pathOfLedgerKey } from "../entry/ledger.ts";
import { momentOf } from "../entry/moment.ts";
import type { Ports } from "../ports.ts";
import { readRecord } from "../record.ts";
import { renderNewsSitemap, type NewsUrl } from "../site/sitemap.ts";
import { putLeaf, type Leaf } from "./leaf.ts";
import { Gathering, nothing, renew, type Newest, type Order } from "./newest.ts";
import { byNewest, type Placed } from "./order.ts";

/** What the notes call this list among the feeds. */
export const RECENT = "recent";
const KEY = "feeds/recent.json";
/** A news sitemap tells of two days, and of a thousand articles at most. */
const RECENT_MILLIS = 2 * 24 * 60 * 60 * 1000;
const RECENT_URLS = 1000;

type RecentArticle = Placed & NewsUrl;

interface Recent extends Leaf {
  articles: Newest<RecentArticle>;
}

const order: Order<RecentArticle> = { compare: byNewest, need: RECENT_URLS, keep: RECENT_URLS + 200 };

/** Articles that were published after this moment are news. */
function newsSince(now: Date): string {
  return momentOf(new Date(now.getTime() - RECENT_MILLIS));
}

/** What one run tells of articles that are news. */
export class RecentChange {
  readonly told: { has(path: string): boolean };
  readonly #since: string;
  readonly #articles = new Gathering(order);

  constructor(told: { has(path: string): boolean }, now: Date) {
    this.told = told;
    this.#since = newsSince(now);
  }

  put({ path, id, published, url, title, language }: Entry): void {
    if (published > this.#since) this.#articles.put({ path, id, published, url, title, language });
  }

  get articles(): Newest<RecentArticle> {
    return this.#articles.newest;
  }
}

/**
 * Rewrites the sitemap of the articles of the last two days. It is the one document that depends on the clock: a note
 * is made of the moment at which each of them is news no more.
 *
 * @returns keys of the documents that were written
 */
export async function updateRecent(
  ports: Ports,
  edition: Edition,
  change: RecentChange,
  doubtful: boolean,
): Promise<string[]> {
  const { publication } = edition;
  const since = newsSince(ports.clock());
  const isRecent = ({ published, url }: RecentArticle) =>
    published > since && url.startsWith(`${publication.baseUrl}/`);
  const noted = new Set<string>();
  for (let compare = doubtful; ; compare = true) {
    const stored = await readRecord<Recent>(ports.state, KEY);
    const before = stored?.value.articles;
    const articles = keepRecent(before ?? nothing(), change, isRecent) ?? (await recentInLedger(ports, isRecent));
    // Noted before the sitemap says it, and once for all articles of one moment.
    const known = new Set(doubtful ? [] : before?.items.map(({ published }) => published));
    for (const { published } of articles.items) {
      if (known.has(published) || noted.has(published)) continue;
      await noteRecent(ports.state, momentOf(new Date(Date.parse(published) + RECENT_MILLIS)), RECENT);
      noted.add(published);
    }
    const documents = [renderNewsSitemap(articles.items, publication)];
    const changed = await putLeaf<Recent>(ports, { key: KEY, before: stored, next: { articles }, documents, compare });
    if (changed !== "conflict") return changed;
  }
}

/** `undefined` when too few are left to know the newest thousand. */
function keepRecent(
  before: Newest<RecentArticle>,
  { told, articles }: RecentChange,
  isRecent: (article: RecentArticle) => boolean,
): Newest<RecentArticle> | undefined {
  // Where the oldest is too old, so are those that it stood before.
  const complete = before.complete || !before.items.every(isRecent);
  const kept = { items: before.items.filter(isRecent), complete };
  const added = { ...articles, items: articles.items.filter(isRecent) };
  const next = renew(kept, told, added, order);
  return next === "run-dry" ? undefined : next;
}

async function recentInLedger(
  { state, clock }: Ports,
  isRecent: (article: RecentArticle) => boolean,
): Promise<Newest<RecentArticle>> {
  const all = new RecentChange(new Set(), clock());
  for await (const { key } of state.list(LEDGER)) {
    const record = await knownInLedger(state, pathOfLedgerKey(key));
    if (record?.status === "published") all.put(record.entry);
  }
  const found = keepRecent(nothing(), all, isRecent);
  if (!found) throw new Error("the recent articles run dry although they are all there are");
  return found;
}
