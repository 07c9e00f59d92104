import { momentOf } from "./entry/moment.ts";
import type { Ports } from "./ports.ts";
import { describeProblem, type Problem } from "./problem.ts";
import { readPublication, type Publication } from "./publication.ts";
import { digestOf, encodeRecord, readRecord } from "./record.ts";

const SETTINGS_KEY = "publication.yaml";
/** The settings that stay in force while `publication.yaml` is broken. */
const LAST_GOOD_SETTINGS_KEY = "settings/publication.yaml";
const TAG_AUTHORITY_KEY = "tag-authority.json";

/** What `publication.yaml` and the program together say. */
export interface Settings {
  publication: Publication;
  /** Host that ids are minted under when the settings name no authority: never the address of a preview. */
  host: string;
  /** Changes when the settings or the program do: then everything is made anew. */
  digest: string;
  /** What is wrong with the file now; then the rest is what it was while it was right. */
  problem?: Problem;
}

/** Everything but the articles that decides what the documents say. */
export interface Edition {
  publication: Publication;
  /** What ids start with (RFC 4151 §2.1): `example.org,2026`. */
  tagAuthority: string;
}

/** What a home adds to the settings. */
export interface Program {
  /** Names this state of the program's own code. */
  version: string;
  /** Where the site is served, when that is not what the settings say; ids do not depend on it. */
  baseUrl?: string;
}

export type ReadSettings = { outcome: "settings"; settings: Settings } | { outcome: "problem"; problem: Problem };

/** The settings as `publication.yaml` has them, or had them when they were last right. One GET when they are. */
export async function readSettings({ content, state }: Ports, program: Program): Promise<ReadSettings> {
  const file = await content.get(SETTINGS_KEY);
  const read = file ? readPublication(file.bytes) : missing;
  if (file && read.outcome === "publication")
    return { outcome: "settings", settings: assemble(program, file.bytes, read.publication) };
  const { problem } = read.outcome === "problem" ? read : missing;
  const lastGood = await state.get(LAST_GOOD_SETTINGS_KEY);
  if (!lastGood) return { outcome: "problem", problem };
  const before = readPublication(lastGood.bytes);
  if (before.outcome === "problem")
    throw new Error(`the state object ${LAST_GOOD_SETTINGS_KEY} is damaged: ${describeProblem(before.problem)}`);
  return { outcome: "settings", settings: { ...assemble(program, lastGood.bytes, before.publication), problem } };
}

function assemble(program: Program, file: Uint8Array, own: Publication): Settings {
  const publication = program.baseUrl === undefined ? own : movedTo(own, program.baseUrl);
  const digest = digestOf(JSON.stringify([program.version, publication.baseUrl, digestOf(file)]));
  return { publication, host: new URL(own.baseUrl).hostname, digest };
}

/** The edition that these settings make; mints the authority of its ids when nobody named one. */
export async function editionOf({ state, clock }: Ports, { publication, host }: Settings): Promise<Edition> {
  if (publication.tagAuthority !== undefined) return { publication, tagAuthority: publication.tagAuthority };
  // The host and the year of the first id; kept, because neither may ever change in an id.
  const minted = { authority: `${host},${momentOf(clock()).slice(0, 4)}` };
  await state.put(TAG_AUTHORITY_KEY, encodeRecord(minted), "if-absent");
  const kept = await readRecord<typeof minted>(state, TAG_AUTHORITY_KEY);
  return { publication, tagAuthority: (kept?.value ?? minted).authority };
}

/** Keeps settings that have been published, for the day when somebody breaks the file. */
export async function keepSettings({ content, state }: Ports, settings: Settings): Promise<void> {
  const file = settings.problem ? undefined : await content.get(SETTINGS_KEY);
  if (file) await state.put(LAST_GOOD_SETTINGS_KEY, file.bytes);
}

/** The same publication under another address: what pointed into it points into it still. */
function movedTo(publication: Publication, baseUrl: string): Publication {
  const move = (url: string) =>
    url.startsWith(`${publication.baseUrl}/`) ? baseUrl + url.slice(publication.baseUrl.length) : url;
  const { icon, logo, hubs } = publication;
  return { ...publication, baseUrl, icon: icon && move(icon), logo: logo && move(logo), hubs: hubs.map(move) };
}

const missing = {
  outcome: "problem" as const,
  problem: {
    path: SETTINGS_KEY,
    cause: "there is no such file",
    remedy: "write one with title, description, baseUrl and language",
  },
};
