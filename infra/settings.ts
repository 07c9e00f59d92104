import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { hubsOf } from "../lambdas/core/hub/hubs-of.ts";
import { describeProblem } from "../lambdas/core/problem.ts";
import { readPublication, type Publication } from "../lambdas/core/publication.ts";

/** What a deployment is told from outside: the publication, and the CDK context. */
export interface Settings {
  /** The folder that holds `publication.yaml`, `articles/` and `media/`. */
  contentFolder: string;
  title: string;
  /** Absolute URL without a slash at its end. */
  baseUrl: string;
  /** Whether the publication has a hub of its own. */
  hub: boolean;
  /** Absolute URLs of the hubs that feeds name, the publication's own first. */
  hubs: string[];
  /** Destroying the stack empties and removes its buckets too: for trials and tests, never for a real publication. */
  ephemeral: boolean;
  /** Each deploy copies the content folder to the bucket; `false` where the bucket alone is edited. */
  uploadContent: boolean;
  tickMinutes: number;
  /** Off where an account's concurrency limit is too low to reserve from (new accounts have 10). */
  reserveConcurrency: boolean;
  /** With it, CloudFront answers for the host of `baseUrl`. */
  certificateArn?: string;
  alarmEmail?: string;
  priceClass: PriceClassName;
  logDays: RetentionDays;
}

const PRICE_CLASSES = ["100", "200", "all"] as const;
type PriceClassName = (typeof PRICE_CLASSES)[number];

/** Of CloudWatch's fixed choices, those that make sense for logs without content. */
const LOG_DAYS = {
  "7": RetentionDays.ONE_WEEK,
  "14": RetentionDays.TWO_WEEKS,
  "30": RetentionDays.ONE_MONTH,
  "90": RetentionDays.THREE_MONTHS,
  "365": RetentionDays.ONE_YEAR,
} as const;

/** What is wrong with a setting, in one line for the person who wrote it. */
export class SettingsError extends Error {}

const KNOWN = [
  "content",
  "ephemeral",
  "uploadContent",
  "tickMinutes",
  "reserveConcurrency",
  "certificateArn",
  "alarmEmail",
  "priceClass",
  "logDays",
];

/** `context` is all of the CDK context: what `-c name=value` and cdk.json say, feature flags among it. */
export function readSettings(context: Record<string, unknown>): Settings {
  // Every key of CDK's own holds a colon, a slash or a dash; a plain word can only be meant for us.
  const unknown = Object.keys(context).find((key) => /^\w+$/.test(key) && !KNOWN.includes(key));
  if (unknown !== undefined) throw new SettingsError(`there is no setting "${unknown}"; there are ${KNOWN.join(", ")}`);

  const contentFolder = text(context, "content") ?? "content";
  const publication = publicationIn(contentFolder);
  const { title, baseUrl } = publication;
  return {
    contentFolder,
    title,
    baseUrl,
    hub: publication.hub,
    hubs: hubsOf(publication),
    ephemeral: flag(context, "ephemeral", false),
    uploadContent: flag(context, "uploadContent", true),
    tickMinutes: wholeNumber(context, "tickMinutes", { least: 1, most: 60, otherwise: 1 }),
    reserveConcurrency: flag(context, "reserveConcurrency", true),
    certificateArn: certificate(context, baseUrl),
    alarmEmail: email(context),
    priceClass: oneOf(context, "priceClass", PRICE_CLASSES, "100"),
    logDays: LOG_DAYS[oneOf(context, "logDays", Object.keys(LOG_DAYS) as (keyof typeof LOG_DAYS)[], "30")],
  };
}

function publicationIn(folder: string): Publication {
  const path = join(folder, "publication.yaml");
  const bytes = (() => {
    try {
      return readFileSync(path);
    } catch (cause) {
      throw new SettingsError(`${path} cannot be read; the setting "content" names its folder`, { cause });
    }
  })();
  const read = readPublication(bytes);
  if (read.outcome === "problem") throw new SettingsError(describeProblem({ ...read.problem, path }));
  const { baseUrl } = read.publication;
  if (new URL(baseUrl).pathname !== "/") {
    throw new SettingsError(`${path}: baseUrl ${baseUrl} has a path, but the site is served from the root of its host`);
  }
  return read.publication;
}

function certificate(context: Record<string, unknown>, baseUrl: string): string | undefined {
  const arn = text(context, "certificateArn");
  if (arn === undefined) return undefined;
  if (!/^arn:aws[\w-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(arn)) {
    throw new SettingsError(
      `certificateArn "${arn}" is not the ARN of a certificate in us-east-1, the only region CloudFront takes one from`,
    );
  }
  if (!baseUrl.startsWith("https://")) {
    throw new SettingsError(`certificateArn is set, but baseUrl ${baseUrl} is not https`);
  }
  return arn;
}

function email(context: Record<string, unknown>): string | undefined {
  const address = text(context, "alarmEmail");
  if (address === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return address;
  throw new SettingsError(`alarmEmail "${address}" is not an e-mail address`);
}

function text(context: Record<string, unknown>, name: string): string | undefined {
  const value = context[name];
  if (value === undefined || value === "") return undefined;
  if (typeof value === "string") return value;
  throw new SettingsError(`${name} must be text`);
}

function flag(context: Record<string, unknown>, name: string, otherwise: boolean): boolean {
  const value = context[name] ?? otherwise;
  // `-c` gives text, cdk.json gives JSON.
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new SettingsError(`${name} must be true or false, not ${JSON.stringify(value)}`);
}

function wholeNumber(
  context: Record<string, unknown>,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const value = Number(context[name] ?? otherwise);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SettingsError(
    `${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(context[name])}`,
  );
}

function oneOf<Choice extends string>(
  context: Record<string, unknown>,
  name: string,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  const value = context[name] ?? otherwise;
  // `-c` gives text, cdk.json may give a number.
  const choice = choices.find((each) => each === value || each === `${Number(value)}`);
  if (choice !== undefined) return choice;
  throw new SettingsError(`${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(context[name])}`);
}
