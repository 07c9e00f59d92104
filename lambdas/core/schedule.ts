import { forgetBuiltWith, isBuiltWith, noteBuiltWith, noteDone, readNotes, type Work } from "./due.ts";
import { editionOf, keepSettings, readSettings, type Edition, type Program, type Settings } from "./edition.ts";
import { byHolder } from "./entry/claim.ts";
import { isOfLedger, LEDGER, leftOutArticles, pathOfLedgerKey } from "./entry/ledger.ts";
import { knownFeeds } from "./feed/head.ts";
import { putIfDifferent } from "./feed/put-documents.ts";
import { knownFiles, MEDIA } from "./media/media-file.ts";
import { announce } from "./notification/announcement.ts";
import { forgetMilestones } from "./milestones.ts";
import type { Ports, Store } from "./ports.ts";
import type { Problem } from "./problem.ts";
import type { Publication } from "./publication.ts";
import { ARTICLES, publish } from "./publish.ts";
import { DamagedRecord } from "./record.ts";
import type { PublishOptions } from "./run.ts";
import { emptyReport, sumOf, type Report } from "./report.ts";
import { unseenPaths } from "./seen.ts";
import { staticDocuments } from "./site/static-documents.ts";

type Options = Pick<PublishOptions, "onProgress">;

export type Ran =
  /** With the publication as the documents now have it. */
  { outcome: "ran"; publication: Publication; report: Report } | { outcome: "unusable-settings"; problem: Problem };

/** Publishes files that somebody says have changed. */
export async function publishChanged(ports: Ports, program: Program, paths: string[]): Promise<Ran> {
  return withSettings(ports, program, async (settings) => {
    if (!(await isBuiltWith(ports.state, settings.digest))) await mixSettings(ports.state, settings.digest);
    return publish(ports, await editionOf(ports, settings), paths);
  });
}

/**
 * The scheduled run: releases what is due, finishes what was left undone, notices changed settings.
 * When there is nothing to do it reads twice and writes nothing.
 */
export async function tick(ports: Ports, program: Program): Promise<Ran> {
  return withSettings(ports, program, (settings) => catchUp(ports, settings, "expired"));
}

/** Beyond that, compares every file with what was dealt with: whatever events were lost, afterwards all is published. */
export async function reconcile(ports: Ports, program: Program, options: Options = {}): Promise<Ran> {
  return withSettings(ports, program, async (settings) => {
    const siteIsEmpty = (await ports.site.get("index.html")) === undefined;
    if (siteIsEmpty) await mixSettings(ports.state);
    const caughtUp = await catchUp(ports, settings, "all", options);
    const unseen = await unseenPaths(ports, [ARTICLES, MEDIA], knownFiles(ports.state));
    const published = await publish(ports, await editionOf(ports, settings), unseen, options);
    await announce(ports.announcements, settings.publication, { documents: [], changes: [], isDoubtful: true });
    const leftOut = (await leftOutArticles(ports.state)).map(({ problem }) => problem);
    return { ...sumOf(caughtUp, published), leftOut };
  });
}

async function withSettings(
  ports: Ports,
  program: Program,
  work: (settings: Settings) => Promise<Report>,
): Promise<Ran> {
  const read = await readSettings(ports, program);
  if (read.outcome === "problem") return { outcome: "unusable-settings", problem: read.problem };
  const { publication, problem } = read.settings;
  const report = await despiteDamage(ports, read.settings, () => work(read.settings));
  const told = problem ? { ...report, leftOut: [problem, ...report.leftOut] } : report;
  return { outcome: "ran", publication, report: told };
}

/**
 * What is derived from articles and ledger, and was damaged, is thrown away and made again together with everything else,
 * as nobody knows what it said.
 */
async function despiteDamage(ports: Ports, settings: Settings, work: () => Promise<Report>): Promise<Report> {
  const damaged: Problem[] = [];
  for (let attempt = work; ;) {
    try {
      const report = await attempt();
      return { ...report, warnings: [...damaged, ...report.warnings] };
    } catch (error) {
      if (!(error instanceof DamagedRecord) || isOfLedger(error.key)) throw error;
      const { key } = error;
      // A disk that gives back something else than was written cannot be helped.
      if (damaged.some(({ path }) => path === key)) throw error;
      damaged.push({ path: key, cause: "this object of the state was damaged", remedy: "it was made again, with all documents; look after the disk" }); // prettier-ignore
      await mixSettings(ports.state);
      await ports.state.delete(key);
      // Even if somebody else has made everything anew by now: that may have been what was just thrown away.
      attempt = async () =>
        publishEverything(ports, settings, {}, (await readNotes(ports.state, ports.clock(), "all")).work);
    }
  }
}

async function catchUp(
  ports: Ports,
  settings: Settings,
  abandoned: "all" | "expired",
  options: Options = {},
): Promise<Report> {
  const { builtWith, work } = await readNotes(ports.state, ports.clock(), abandoned);
  if (builtWith !== settings.digest) {
    return publishEverything(ports, settings, options, work);
  }
  let report = emptyReport();
  for (const { key, paths, ids = [], feeds, changes: untold } of work) {
    const noted = await byHolder(ports.state, ids);
    const again = feeds.length > 0 ? { again: feeds, noted, untold } : {};
    const all = [...paths, ...noted.keys()];
    report = sumOf(report, await publish(ports, await editionOf(ports, settings), all, { ...options, ...again }));
    await noteDone(ports.state, ports.clock(), key);
  }
  return report;
}

/**
 * From here on not everything is as one run has made it under one settings, and what runs over everything have reached
 * under others is undone.
 */
async function mixSettings(state: Store, kept?: string): Promise<void> {
  await forgetBuiltWith(state);
  await forgetMilestones(state, kept);
}

/**
 * Makes every page and document of the publication anew, and writes those that differ. Goes on where a run before this
 * one, under the same settings, was ended.
 */
async function publishEverything(ports: Ports, settings: Settings, options: Options, work: Work[]): Promise<Report> {
  const edition: Edition = await editionOf(ports, settings);
  await mixSettings(ports.state, settings.digest);
  // What was begun may tell of articles that neither content nor ledger knows any more.
  const paths = new Set(work.flatMap((each) => each.paths));
  // A feed whose head was damaged is known from there alone.
  const begun = work.flatMap(({ feeds }) => feeds);
  for (const prefix of [ARTICLES, MEDIA]) for await (const { key } of ports.content.list(prefix)) paths.add(key);
  for await (const { key } of ports.state.list(LEDGER)) paths.add(pathOfLedgerKey(key));
  for (const path of await unseenPaths(ports, [ARTICLES, MEDIA], knownFiles(ports.state))) paths.add(path);

  const report = await publish(ports, edition, paths, {
    ...options,
    untold: work.flatMap(({ changes = [] }) => changes),
    again: [...new Set([...begun, ...(await knownFeeds(ports.state))])],
    everything: { settings: settings.digest, work },
  });
  for (const document of staticDocuments(edition.publication)) await putIfDifferent(ports.site, document);
  await keepSettings(ports, settings);
  await forgetMilestones(ports.state);
  await noteBuiltWith(ports.state, settings.digest);
  for (const { key } of work) await noteDone(ports.state, ports.clock(), key);
  return report;
}
