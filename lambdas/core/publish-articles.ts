import { noteBegun } from "./due.ts";
import { changeOf } from "./entry/change.ts";
import { byHolder } from "./entry/claim.ts";
import { enact, isUnchanged, toldAgain } from "./entry/enact.ts";
import { articlesWaitingFor, knownInLedger } from "./entry/ledger.ts";
import { isAsItWas, look, settle, type FileRead, type Looked, type Settled } from "./entry/settle.ts";
import { unlessDamaged, type Undamaged } from "./entry/unless-damaged.ts";
import { News } from "./feed/news.ts";
import { noteMilestone, passMilestones } from "./milestones.ts";
import { mapConcurrently } from "./record.ts";
import type { Run } from "./run.ts";

/** How many files are read, settled and recorded together. */
const CHUNK = 200;
/** As many requests to S3 as its client has connections for: articles are small, and each request is a wait. */
const CONCURRENCY = 48;

/**
 * article → entry: in chunks, each noted before it is recorded.
 *
 * @returns what has to be told to which feed
 */
export async function publishArticles(run: Run, paths: string[]): Promise<News> {
  const news = new News(run);
  const passed = await passMilestones(run, news);
  const queue = new Set(paths.filter((path) => !passed.has(path)));
  let ahead = readFiles(run, queue.values().take(CHUNK).toArray());
  for (let done = 0; done < queue.size;) {
    run.onProgress?.(done, queue.size);
    const files = await ahead;
    done += files.length;
    ahead = readFiles(run, queue.values().drop(done).take(CHUNK).toArray());
    // It fails where it is awaited, not before.
    ahead.catch(() => undefined);
    for (const path of await publishChunk(run, news, files)) queue.add(path);
  }
  run.onProgress?.(queue.size, queue.size);
  // Not as it was when the run began: an article of this run may have inherited one.
  news.tellIds(await byHolder(run.ports.state, run.ids ?? []));
  return news;
}

/** @returns articles that may have a chance now, and that this run has not looked at yet */
async function publishChunk(run: Run, news: News, files: FileRead[]): Promise<string[]> {
  const { ports, edition } = run;
  const looked = await undamaged(
    run,
    news,
    await mapConcurrently(files, CONCURRENCY, (file) => unlessDamaged(ports, file.path, () => look(ports, file))),
  );
  const settled = await undamaged(run, news, await settleAll(run, looked));
  run.notes.push(...settled.flatMap(({ claimant }) => claimant.notes));
  const begun = await declare(run, settled);
  const recorded = await mapConcurrently(settled, CONCURRENCY, (one) =>
    unlessDamaged(ports, one.path, () => enact(ports, edition, one, run.doubtful)),
  );
  const disturbed = settled.flatMap((one) =>
    [...one.claimant.succeeds].filter((path) => path !== movedFrom(one)?.path),
  );
  for (const enacted of await undamaged(run, news, recorded)) {
    const { path, outcome, problem, warnings, version, movedFrom, misinformed = [] } = enacted;
    // Relatives are told of each version once: one that is left out never says it, and would be looked at for ever.
    const isTold = run.enacted.has(path) && run.enacted.get(path)!.version === version;
    disturbed.push(...enacted.disturbed, ...(isTold ? [] : misinformed));
    run.enacted.set(path, { outcome, problem, warnings, version, movedFrom });
    // Its old file may come back as it was: that is to be noticed.
    if (movedFrom !== undefined && !run.seen.has(movedFrom)) run.seen.set(movedFrom, undefined);
    news.tell(enacted);
  }
  // An article that changes or goes may set its slug and id free for others.
  const changed = settled.filter((one) => one.before && !isUnchanged(one)).map(({ path }) => path);
  const gone = files.filter(({ source }) => source === undefined).map(({ path }) => path);
  const free = new Set([...changed, ...gone]);
  const waiting = free.size > 0 ? await articlesWaitingFor(ports.state, free) : [];
  // Those that were looked at before are looked at once more.
  disturbed.push(...waiting.filter((path) => run.enacted.has(path)));
  for (const path of disturbed) run.disturbed.add(path);
  await noteMilestone(
    run,
    begun,
    files.map(({ path }) => path),
    disturbed,
  );
  return waiting.filter((path) => !run.enacted.has(path));
}

/** Reads files while those before them are published: the network and other cores have time. */
async function readFiles({ ports: { content, pureWork }, edition }: Run, paths: string[]): Promise<FileRead[]> {
  const files = await mapConcurrently(paths, CONCURRENCY, async (path) => ({ path, source: await content.get(path) }));
  const there = files.flatMap(({ path, source }) => (source ? { path, bytes: source.bytes } : []));
  const read = (await pureWork.readArticles(there, edition.publication)).values();
  return files.map(({ path, source }) => ({ path, source: source && { ...source, read: read.next().value! } }));
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

/** What could be done; the articles of the rest are left out, and stand as they stood even in feeds that are made anew. */
async function undamaged<Done>(run: Run, news: News, all: Undamaged<Done>[]): Promise<Done[]> {
  const done: Done[] = [];
  for (const one of all) {
    if (one.outcome === "done") {
      done.push(one.done);
      continue;
    }
    const { path, problem, version } = one;
    run.enacted.set(path, { outcome: "left-out", problem, warnings: [], version });
    const record = run.everything && (await knownInLedger(run.ports.state, path));
    if (record) news.tell({ ...toldAgain(path, record), version });
  }
  return done;
}

/** Notes what is about to be changed, so that it is done again if this run does not live to finish it. */
async function declare({ ports, notes, changes }: Run, settled: Settled[]): Promise<string | undefined> {
  const changing = settled.filter((one) => !isUnchanged(one));
  if (changing.length === 0) return undefined;
  const paths = changing.flatMap((one) => [one.path, movedFrom(one)?.path ?? [], one.formerRelatives].flat());
  const ids = changing.flatMap((one) => [one.before?.value.id ?? [], one.outcome === "published" ? one.record.id : []].flat()); // prettier-ignore
  const feeds = changing.flatMap((one) => [
    ...(one.before?.value.feeds ?? []),
    ...(movedFrom(one)?.feeds ?? []),
    ...(one.outcome === "published" ? one.record.feeds : []),
  ]);
  const now = ports.clock();
  const told = changing.flatMap((one) => changeOf(one, now) ?? []);
  const note = await noteBegun(ports.state, now, {
    paths,
    ids: [...new Set(ids)],
    feeds: [...new Set(feeds)],
    changes: told,
  });
  notes.push(note);
  // What is new stays new however often the run comes back to it.
  for (const change of told) {
    const isStillNew = change.what === "corrected" && changes.get(change.path)?.what === "new";
    changes.set(change.path, isStillNew ? { ...change, what: "new" } : change);
  }
  return note;
}

const movedFrom = (one: Settled) => (one.outcome === "published" ? one.movedFrom : undefined);
