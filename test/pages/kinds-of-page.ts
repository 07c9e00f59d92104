import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { statusOf } from "../../lambdas/core/site/status.ts";

export interface SitePage {
  /** Its path with a star for each name, and what has become of the article. */
  kind: string;
  /** Below the base URL. */
  path: string;
  bytes: Buffer;
}

/** Every kind of page that a publication can have. */
export const KINDS = [
  "",
  "404.html",
  "archive/*/",
  "articles/*/",
  "articles/*/ moved",
  "articles/*/ withdrawn",
  "authors/*/",
  "feeds/",
  "languages/*/",
  "languages/*/archive/*/",
  "sections/*/",
  "tags/*/",
];

/** Of these every page is looked at, and of every other kind the longest. */
const LOOKED_AT_ALL = new Set(["archive/*/", "articles/*/"]);

/** The pages in a folder of documents, by kind. */
export function findPages(site: string): SitePage[] {
  const found = globSync("**/*.html", { cwd: site })
    .map((file) => {
      const [key, bytes] = [file.split(sep).join("/"), readFileSync(join(site, file))];
      return { kind: kindOf(key, bytes), path: key.replace(/index\.html$/, ""), bytes };
    })
    .sort((a, b) => compare(a.kind, b.kind) || b.bytes.length - a.bytes.length);
  return found.filter(({ kind }, index) => LOOKED_AT_ALL.has(kind) || kind !== found[index - 1]?.kind);
}

function kindOf(key: string, bytes: Uint8Array): string {
  const kind = key.replace(/index\.html$/, "").replace(/((?:^|\/)[a-z]+\/)[^/]+(?=\/)/g, "$1*");
  return { 200: kind, 301: `${kind} moved`, 410: `${kind} withdrawn` }[statusOf(key, bytes).status];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
