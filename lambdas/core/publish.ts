import { noteBegun } from "./due.ts";
import type { Edition } from "./edition.ts";
import { changeOf, type Change } from "./entry/change.ts";
import { enact, isUnchanged, type Enacted } from "./entry/enact.ts";
import { LEDGER, ledgerKey, articlesWaitingFor } from "./entry/ledger.ts";
import { isAsItWas, look, settle, type Looked, type Settled } from "./entry/settle.ts";
import { unlessDamaged, type Undamaged } from "./entry/unless-damaged.ts";
import { News } from "./feed/news.ts";
import { publishFeeds } from "./feed/publish-feeds.ts";
import { RECENT } from "./feed/recent.ts";
import { MEDIA, measureMedia } from "./media/media-file.ts";
import { articlesUsing } from "./media/media-users.ts";
import { publishMedia } from "./media/publish-media.ts";
import { announce } from "./notification/announcement.ts";
import type { Ports, Version } from "./ports.ts";
import { mapConcurrently } from "./record.ts";
import { reportOn, type Report } from "./report.ts";
import { markSeen } from "./seen.ts";

export const ARTICLES = "articles/";
/** How many files are read, settled and recorded together. */
const CHUNK = 200;
const CONCURRENCY = 16;
/** Files may be large, and are held in memory. */
const MEDIA_AT_ONCE = 4;

export interface PublishOptions {
  /** These feeds, and all that the files touch, may have been left half-written: compare every document's bytes. */
  again?: string[];
  /** What a run before this one has done, and may not have told anybody of. */
  untold?: Change[];
  /** The files are all that there are. */
  everything?: boolean;
  onProgress?: (done: number, total: number) => void;
}

/** One run: what it was called with, and what it has done so far. */
interface Run extends PublishOptions {
  ports: Ports;
  edition: Edition;
  /** Trust no document to hold what its feed's head remembers. */
  doubtful: boolean;
  /** Feeds that this run has changed, or that it has to look at. */
  feeds: Set<string>;
  /** By path, what was last done, and the version of the file that it was done for. */
  enacted: Map<string, Pick<Enacted, "outcome" | "problem" | "warnings" | "version">>;
  disturbed: Set<string>;
  seen: Map<string, Version | undefined>;
  notes: string[];
  documents: Set<string>;
  /** By path. */
  changes: Map<string, Change>;
}

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
    seen: new Map(),
    notes: [],
    documents: new Set(),
    changes: new Map(options.untold?.map((change) => [change.path, change])),
  };
  const all = [...new Set(paths)].sort();
  const media = all.filter((path) => path.startsWith(MEDIA));
  if (media.length > 0) run.notes.push(await noteBegun(ports.state, ports.clock(), { paths: media, feeds: [] }));
  let todo = [...all.filter((path) => path.startsWith(ARTICLES)), ...(await measureFiles(run, media))];
  do {
    for (const key of await tellFeeds(run, await publishArticles(run, todo))) run.documents.add(key);
    todo = [...run.disturbed, ...(await overtakenArticles(run))];
    run.disturbed.clear();
    run.doubtful = true;
    run.everything = false;
  } while (todo.length > 0);
  await publishFiles(run, media);
  await mapConcurrently([...run.seen], CONCURRENCY, ([path, version]) => markSeen(ports.state, path, version));
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
async function measureFiles({ ports }: Run, media: string[]): Promise<string[]> {
  const users = await mapConcurrently(media, MEDIA_AT_ONCE, async (key) => {
    await measureMedia(ports, key);
    return Array.fromAsync(articlesUsing(ports.state, key));
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
/**
 * article → entry: in chunks, each noted before it is recorded.
 *
 * @returns what has to be told to which feed
 */
async function publishArticles(run: Run, paths: string[]): Promise<News> {
  const { ports, edition } = run;
  const news = new News(run.feeds, edition.publication, ports.clock(), run.doubtful);
  const queue = new Set(paths);
  for (let done = 0; done < queue.size;) {
    const chunk = queue.values().drop(done).take(CHUNK).toArray();
    run.onProgress?.(done, queue.size);

    const looked = undamaged(
      run,
      await mapConcurrently(chunk, CONCURRENCY, (path) => unlessDamaged(ports, path, () => look(ports, path))),
    );
    const settled = undamaged(run, await settleAll(run, looked));
    await declare(run, settled);
    const recorded = await mapConcurrently(settled, CONCURRENCY, (one) =>
      unlessDamaged(ports, one.path, () => enact(ports, edition, one, run.doubtful)),
    );
    for (const enacted of undamaged(run, recorded)) {
      const { path, outcome, problem, warnings, version, disturbed, misinformed = [] } = enacted;
      // Whoever was told of this version before and does not say so is left out, and would be told for ever.
      const isTold = run.enacted.has(path) && run.enacted.get(path)!.version === version;
      for (const other of isTold ? disturbed : [...disturbed, ...misinformed]) run.disturbed.add(other);
      run.enacted.set(path, { outcome, problem, warnings, version });
      news.tell(enacted);
    }
    // An article that changes or goes may set its slug and id free for others.
    const changed = settled.filter((one) => one.before && !isUnchanged(one)).map(({ path }) => path);
    const gone = chunk.filter((path) => run.seen.get(path) === undefined);
    if (changed.length + gone.length > 0) {
      const waiting = await articlesWaitingFor(ports.state, new Set([...changed, ...gone]));
      for (const path of waiting) queue.add(path);
    }
    done += chunk.length;
  }
  run.onProgress?.(queue.size, queue.size);
  return news;
}

/** Settles articles in their order, which decides who gets a slug; one that is as it was claims nothing, and waits for nobody. */
async function settleAll({ ports, edition, seen }: Run, all: Looked[]): Promise<Undamaged<Settled>[]> {
  const settled = new Map<Looked, Undamaged<Settled>>();
  const settleOne = async (looked: Looked) => {
    settled.set(looked, await unlessDamaged(ports, looked.path, () => settle(ports, edition, looked)));
    seen.set(looked.path, looked.source?.version);
  };
  await mapConcurrently(all.filter(isAsItWas), CONCURRENCY, settleOne);
  for (const looked of all) if (!settled.has(looked)) await settleOne(looked);
  return all.map((looked) => settled.get(looked)!);
}

/** What could be done; the articles of the rest are left out. */
function undamaged<Done>(run: Run, all: Undamaged<Done>[]): Done[] {
  return all.flatMap((one) => {
    if (one.outcome === "done") return [one.done];
    const { path, problem, version } = one;
    run.enacted.set(path, { outcome: "left-out", problem, warnings: [], version });
    return [];
  });
}

/** Notes what is about to be changed, so that it is done again if this run does not live to finish it. */
async function declare({ ports, notes, changes }: Run, settled: Settled[]): Promise<void> {
  const changing = settled.filter((one) => !isUnchanged(one));
  if (changing.length === 0) return;
  const paths = changing.flatMap((one) => [one.path, movedFrom(one)?.path ?? [], formerRelatives(one)].flat());
  const feeds = changing.flatMap((one) => [
    ...(one.before?.value.feeds ?? []),
    ...(movedFrom(one)?.feeds ?? []),
    ...(one.outcome === "published" ? one.record.feeds : []),
  ]);
  const now = ports.clock();
  const told = changing.flatMap((one) => changeOf(one, now) ?? []);
  notes.push(await noteBegun(ports.state, now, { paths, feeds: [...new Set(feeds)], changes: told }));
  // What is new stays new however often the run comes back to it.
  for (const change of told) {
    const isStillNew = change.what === "corrected" && changes.get(change.path)?.what === "new";
    changes.set(change.path, isStillNew ? { ...change, what: "new" } : change);
  }
}

const formerRelatives = (one: Settled) => (one.outcome === "published" ? one.formerRelatives : []);
const movedFrom = (one: Settled) => (one.outcome === "published" ? one.movedFrom : undefined);

/** entry → feed → documents: each feed that there is news for, once. */
async function tellFeeds(run: Run, news: News): Promise<string[]> {
  for (const feed of news.changes.keys()) run.feeds.add(feed);
  const { ports, edition, doubtful, everything = false } = run;
  return publishFeeds(ports, edition, news, { doubtful, everything });
}

/**
 * Articles whose ledger record another publisher has changed meanwhile. The feeds may have been told the older of
 * the two stories last, so they are told again.
 */
async function overtakenArticles(run: Run): Promise<string[]> {
  const { state } = run.ports;
  const checked = [...run.enacted].filter(([, { outcome }]) => outcome !== "unchanged" || run.doubtful);
  const versions = new Map<string, Version>();
  if (checked.length > CHUNK) for await (const { key, version } of state.list(LEDGER)) versions.set(key, version);
  else
    for (const [path] of checked) {
      const stored = await state.get(ledgerKey(path));
      if (stored) versions.set(ledgerKey(path), stored.version);
    }
  return checked
    .filter(([path, { outcome, version }]) => outcome === "overtaken" || versions.get(ledgerKey(path)) !== version)
    .map(([path]) => path);
}
