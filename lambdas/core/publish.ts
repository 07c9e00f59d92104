import { noteBegun } from "./due.ts";
import type { Edition } from "./edition.ts";
import { byHolder } from "./entry/claim.ts";
import { LEDGER, ledgerKey } from "./entry/ledger.ts";
import type { News } from "./feed/news.ts";
import { publishFeeds } from "./feed/publish-feeds.ts";
import { RECENT } from "./feed/recent.ts";
import { knownVersion, MEDIA, measureMedia } from "./media/media-file.ts";
import { articlesUsing } from "./media/media-users.ts";
import { publishMedia } from "./media/publish-media.ts";
import { noteMilestone } from "./milestones.ts";
import { announce } from "./notification/announcement.ts";
import type { Ports, Version } from "./ports.ts";
import { publishArticles } from "./publish-articles.ts";
import { mapConcurrently } from "./record.ts";
import { reportOn, type Report } from "./report.ts";
import type { PublishOptions, Run } from "./run.ts";
import { markSeen } from "./seen.ts";

export const ARTICLES = "articles/";
/** Beyond that a listing costs less than reading one record after another. */
const FEW = 200;
/** Files may be large, and are held in memory. */
const MEDIA_AT_ONCE = 4;

/**
 * Publishes what these files mean now: article → entry → feed → documents → announcement.
 *
 * Everything is read afresh, so it does not matter how often, how late or in which order it is called. What a crash
 * could leave undone is noted before it begins (`due.ts`), and done again when the note is due.
 *
 * @param paths keys of the content below `articles/` and `media/`; others mean nothing here
 */
export async function publish(
  ports: Ports,
  edition: Edition,
  paths: Iterable<string>,
  options: PublishOptions = {},
): Promise<Report> {
  const run: Run = {
    ...options,
    ports,
    edition,
    doubtful: options.again !== undefined,
    feeds: new Set(options.again?.filter((feed) => feed !== RECENT)),
    enacted: new Map(),
    disturbed: new Set(),
    fresh: new Set(),
    seen: new Map(),
    notes: [],
    documents: new Set(),
    changes: new Map(options.untold?.map((change) => [change.path, change])),
  };
  const holders = await byHolder(ports.state, options.ids ?? []);
  const all = [...new Set([...paths, ...holders.keys()])].sort();
  const media = all.filter((path) => path.startsWith(MEDIA));
  const begun = media.length > 0 ? await noteBegun(ports.state, ports.clock(), { paths: media, feeds: [] }) : undefined;
  if (begun !== undefined) run.notes.push(begun);
  let todo = [...all.filter((path) => path.startsWith(ARTICLES)), ...(await measureFiles(run, media))];
  await noteMilestone(run, begun, []);
  do {
    for (const key of await tellFeeds(run, await publishArticles(run, todo))) run.documents.add(key);
    todo = [...run.disturbed, ...(await overtakenArticles(run))];
    run.disturbed.clear();
    run.doubtful = true;
    run.everything = undefined;
  } while (todo.length > 0);
  await publishFiles(run, media);
  await markSeen(ports.state, run.seen);
  const { documents, changes } = run;
  const isDoubtful = options.again !== undefined;
  await announce(ports.announcements, edition.publication, { documents, changes: [...changes.values()], isDoubtful });
  for (const note of run.notes) await ports.state.delete(note);
  return reportOn(run.enacted.values(), run.documents);
}

/**
 * Looks at media before any article, as an entry says how long its files are.
 *
 * @returns the articles that use them
 */
async function measureFiles({ ports, everything, fresh }: Run, media: string[]): Promise<string[]> {
  const users = await mapConcurrently(media, MEDIA_AT_ONCE, async (key) => {
    const before = everything && (await knownVersion(ports.state, key));
    const file = await measureMedia(ports, key);
    const using = await Array.fromAsync(articlesUsing(ports.state, key));
    if (file?.value.version !== before) for (const path of using) fresh.add(path);
    return using;
  });
  return users.flat();
}

/** Publishes media after the articles, which decide whether readers may have them. */
async function publishFiles(run: Run, media: string[]): Promise<void> {
  const { ports, edition, doubtful } = run;
  await mapConcurrently(media, MEDIA_AT_ONCE, async (key) => {
    run.seen.set(key, await publishMedia(ports, edition.publication, key, doubtful));
  });
}
/** entry → feed → documents: each feed that there is news for, once. */
async function tellFeeds(run: Run, news: News): Promise<string[]> {
  for (const feed of news.changes.keys()) run.feeds.add(feed);
  const { ports, edition, doubtful, everything } = run;
  return publishFeeds(ports, edition, news, { doubtful, everything: everything !== undefined });
}

/**
 * Articles whose ledger record another publisher has changed meanwhile. The feeds may have been told the older of
 * the two stories last, so they are told again.
 */
async function overtakenArticles(run: Run): Promise<string[]> {
  const { state } = run.ports;
  const checked = [...run.enacted].filter(([, { outcome }]) => outcome !== "unchanged" || run.doubtful);
  const versions = new Map<string, Version>();
  if (checked.length > FEW) for await (const { key, version } of state.list(LEDGER)) versions.set(key, version);
  else
    for (const [path] of checked) {
      const stored = await state.get(ledgerKey(path));
      if (stored) versions.set(ledgerKey(path), stored.version);
    }
  return checked
    .filter(([path, { outcome, version }]) => outcome === "overtaken" || versions.get(ledgerKey(path)) !== version)
    .map(([path]) => path);
}
