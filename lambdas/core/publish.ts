import { noteBegun } from "./due.ts";
import type { Edition } from "./edition.ts";
import { enact, isUnchanged, type Enacted } from "./entry/enact.ts";
import { LEDGER, ledgerKey, articlesWaitingFor } from "./entry/ledger.ts";
import { look, settle, type Settled } from "./entry/settle.ts";
import type { FeedChange } from "./feed/head.ts";
import { News } from "./feed/news.ts";
import { updateFeed } from "./feed/update-feed.ts";
import { MEDIA, publishMedia } from "./media.ts";
import type { Ports, Version } from "./ports.ts";
import type { Problem } from "./problem.ts";
import { mapConcurrently } from "./record.ts";
import { markSeen } from "./seen.ts";

export const ARTICLES = "articles/";
/** How many files are read, settled and recorded together. */
const CHUNK = 200;
const CONCURRENCY = 16;

/** What became of the files that a run looked at. */
export interface Report {
  published: number;
  withdrawn: number;
  unchanged: number;
  /** Why articles among them cannot be used as they are. */
  leftOut: Problem[];
  /** Keys of the feed documents that were written. */
  documents: string[];
}

export interface PublishOptions {
  /** These feeds, and all that the files touch, may have been left half-written: compare every document's bytes. */
  again?: string[];
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
  enacted: Map<string, Pick<Enacted, "outcome" | "problem" | "version">>;
  disturbed: Set<string>;
  seen: Map<string, Version | undefined>;
  notes: string[];
  documents: Set<string>;
}

/**
 * Publishes what these files mean now: article → entry → feed → documents.
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
    feeds: new Set(options.again),
    enacted: new Map(),
    disturbed: new Set(),
    seen: new Map(),
    notes: [],
    documents: new Set(),
  };
  let todo = [...new Set(paths)].sort();
  do {
    await publishFeeds(run, await publishArticles(run, todo));
    todo = [...run.disturbed, ...(await overtakenArticles(run))];
    run.disturbed.clear();
    run.doubtful = true;
  } while (todo.length > 0);
  await mapConcurrently([...run.seen], CONCURRENCY, ([path, version]) => markSeen(ports.state, path, version));
  for (const note of run.notes) await ports.state.delete(note);
  return reportOf(run);
}

/**
 * article → entry: in chunks, each noted before it is recorded.
 *
 * @returns what has to be told to which feed
 */
async function publishArticles(run: Run, paths: string[]): Promise<Map<string, FeedChange>> {
  const { ports, edition } = run;
  const news = new News(run.feeds, run.doubtful);
  const queue = new Set(paths);
  for (let done = 0; done < queue.size;) {
    const chunk = queue.values().drop(done).take(CHUNK).toArray();
    run.onProgress?.(done, queue.size);
    await publishMediaFiles(run, chunk);

    const settled: Settled[] = [];
    const articles = chunk.filter((path) => path.startsWith(ARTICLES));
    for (const looked of await mapConcurrently(articles, CONCURRENCY, (path) => look(ports, path))) {
      settled.push(await settle(ports, edition, looked));
      run.seen.set(looked.path, looked.source?.version);
    }
    await declare(run, settled);
    for (const enacted of await mapConcurrently(settled, CONCURRENCY, (one) =>
      enact(ports, edition, one, run.doubtful),
    )) {
      const { path, outcome, problem, version, disturbed } = enacted;
      for (const other of disturbed) run.disturbed.add(other);
      run.enacted.set(path, { outcome, problem, version });
      news.tell(enacted);
    }
    // An article that changes or goes may set its slug and id free for others.
    const changed = settled.filter((one) => one.before && !isUnchanged(one)).map(({ path }) => path);
    const gone = articles.filter((path) => run.seen.get(path) === undefined);
    if (changed.length + gone.length > 0) {
      const waiting = await articlesWaitingFor(ports.state, new Set([...changed, ...gone]));
      for (const path of waiting) queue.add(path);
    }
    done += chunk.length;
  }
  run.onProgress?.(queue.size, queue.size);
  return news.changes;
}

async function publishMediaFiles(run: Run, paths: string[]): Promise<void> {
  const media = paths.filter((path) => path.startsWith(MEDIA));
  await mapConcurrently(media, CONCURRENCY, async (path) => run.seen.set(path, await publishMedia(run.ports, path)));
}

/** Notes what is about to be changed, so that it is done again if this run does not live to finish it. */
async function declare({ ports, notes }: Run, settled: Settled[]): Promise<void> {
  const changing = settled.filter((one) => !isUnchanged(one));
  if (changing.length === 0) return;
  const paths = changing.flatMap((one) => [one.path, movedFrom(one)?.path ?? []].flat());
  const feeds = changing.flatMap((one) => [
    ...(one.before?.value.feeds ?? []),
    ...(movedFrom(one)?.feeds ?? []),
    ...(one.outcome === "published" ? one.record.feeds : []),
  ]);
  notes.push(await noteBegun(ports.state, ports.clock(), paths, [...new Set(feeds)]));
}

const movedFrom = (one: Settled) => (one.outcome === "published" ? one.movedFrom : undefined);

/** entry → feed → documents: each feed that there is news for, once. */
async function publishFeeds(run: Run, changes: Map<string, FeedChange>): Promise<void> {
  for (const [feed, change] of changes) {
    run.feeds.add(feed);
    for (const key of await updateFeed(run.ports, run.edition, feed, change, run.doubtful)) run.documents.add(key);
  }
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

function reportOf(run: Run): Report {
  const enacted = [...run.enacted.values()];
  const count = (outcome: Enacted["outcome"]) => enacted.filter((one) => one.outcome === outcome).length;
  return {
    published: count("published"),
    withdrawn: count("withdrawn"),
    unchanged: count("unchanged"),
    leftOut: enacted.flatMap(({ problem }) => problem ?? []),
    documents: [...run.documents],
  };
}
