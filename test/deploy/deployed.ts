import { expect, test as base } from "vitest";
import { differences } from "../differences.ts";
import { aws, deploy } from "./emulated.ts";
import { DeployedPublication } from "./publication.ts";

/** A test of the one publication that is deployed for the first of them, and that each finds as the one before it left it. */
export const test = base.extend("publication", { scope: "file" }, async () => {
  await aws.bootstrap();
  return new DeployedPublication(aws, await deploy());
});

let written = 0;

/** Each newer than the one before it, so that it is at the head of the feed. */
export function article(title: string, published?: string): string {
  const moment = published ?? new Date(Date.UTC(2026, 2, 1) + written++ * 60_000).toISOString();
  return `---\ntitle: ${JSON.stringify(title)}\npublished: ${moment}\n---\n\nThe story of ${title}.\n`;
}

/** Byte for byte what `npm run build` gives for the same content and ledger. */
export async function expectCleanBuild(publication: DeployedPublication): Promise<void> {
  await publication.settle();
  expect(differences(await publication.documents(), await publication.cleanBuild())).toEqual([]);
}
