import { forgetBuiltWith, isBuiltWith, noteBuiltWith, noteDone, readNotes, type Notes, type Work } from "./due.ts";
import { editionOf, keepSettings, type Edition, type Settings } from "./edition.ts";
import { LEDGER, leftOutArticles, pathOfLedgerKey } from "./entry/ledger.ts";
import { knownFeeds } from "./feed/head.ts";
import { putIfDifferent } from "./feed/put-documents.ts";
import { knownFiles, MEDIA } from "./media/media-file.ts";
import { forgetMilestones } from "./milestones.ts";
import { announce } from "./notification/announcement.ts";
import type { Ports, Store } from "./ports.ts";
import { ARTICLES, publish } from "./publish.ts";
import { emptyReport, sumOf, type Report } from "./report.ts";
import type { PublishOptions } from "./run.ts";
import { unseenPaths } from "./seen.ts";
import { staticDocuments } from "./site/static-documents.ts";

type Options = Pick<PublishOptions, "onProgress">;

/** Publishes these files alone, under settings that everything else may not have been published under yet. */
export async function publishPaths(ports: Ports, settings: Settings, paths: string[]): Promise<Report> {
  if (!(await isBuiltWith(ports.state, settings.digest))) await mixSettings(ports.state, settings.digest);
  return publish(ports, await editionOf(ports, settings), paths);
}

/** Does what was noted to be done; everything, where the settings have changed. */
export async function catchUp(
  ports: Ports,
  settings: Settings,
  { builtWith, work }: Notes,
  options: Options = {},
): Promise<Report> {
  if (builtWith !== settings.digest) {
    return publishEverything(ports, settings, options, work);
  }
  let report = emptyReport();
  for (const { key, paths, ids, feeds, changes: untold } of work) {
    const again = feeds.length > 0 ? { again: feeds, ids, untold } : {};
    report = sumOf(report, await publish(ports, await editionOf(ports, settings), paths, { ...options, ...again }));
    await noteDone(ports.state, ports.clock(), key);
  }
  return report;
}

/** Catches up, and publishes every file that is another than was dealt with. */
export async function compareAll(ports: Ports, settings: Settings, options: Options): Promise<Report> {
  const siteIsEmpty = (await ports.site.get("index.html")) === undefined;
  if (siteIsEmpty) await mixSettings(ports.state);
  const notes = await readNotes(ports.state, ports.clock(), "all");
  const caughtUp = await catchUp(ports, settings, notes, options);
  const unseen = await unseenPaths(ports, [ARTICLES, MEDIA], knownFiles(ports.state));
  const published = await publish(ports, await editionOf(ports, settings), unseen, options);
  await announce(ports.announcements, settings.publication, { documents: [], changes: [], isDoubtful: true });
  const leftOut = (await leftOutArticles(ports.state)).map(({ problem }) => problem);
  return { ...sumOf(caughtUp, published), leftOut };
}

/** Throws away what is damaged. Everything else has to be made anew then. */
export async function discard(state: Store, key: string): Promise<void> {
  await mixSettings(state);
  await state.delete(key);
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
export async function publishEverything(
  ports: Ports,
  settings: Settings,
  options: Options,
  work: Work[],
): Promise<Report> {
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
