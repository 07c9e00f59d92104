import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { SqliteStore } from "../../lambdas/adapters/sqlite-store.ts";
import type { Entry } from "../../lambdas/core/entry/entry.ts";
import { LEDGER, type LedgerRecord } from "../../lambdas/core/entry/ledger.ts";
import type { Document } from "../../lambdas/core/feed/feed.ts";
import { readPublication, type Publication } from "../../lambdas/core/publication.ts";
import { readRecord } from "../../lambdas/core/record.ts";
import { siteServer } from "../../lambdas/local/serve.ts";

const root = resolve(import.meta.dirname, "../..");

/** A content folder as `npm run build` publishes it, served as `npm start` does. */
export interface ServedPublication {
  baseUrl: string;
  publication: Publication;
  /** Newest first. */
  entries: Entry[];
  /** Puts documents on the site that the build has not put there. */
  add(documents: Document[]): Promise<void>;
  close(): Promise<void>;
}

export async function serveContent(content: string): Promise<ServedPublication> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-pages-"));
  const site = join(folder, "site");
  let baseUrl = "";
  const server = siteServer(site, () => baseUrl);
  baseUrl = await listen(server);
  const paths = ["--content", content, "--out", site, "--data", folder, "--base-url", baseUrl];
  await promisify(execFile)("npm", ["run", "build", "--silent", "--", ...paths], { cwd: root });
  const read = readPublication(await readFile(join(content, "publication.yaml")));
  if (read.outcome === "problem") throw new Error(read.problem.cause);
  return {
    baseUrl,
    publication: {
      ...read.publication,
      baseUrl,
      icon: read.publication.icon?.replace(read.publication.baseUrl, baseUrl),
    },
    entries: await publishedEntries(join(folder, "state.db")),
    async add(documents) {
      for (const { key, bytes } of documents) {
        await mkdir(dirname(join(site, key)), { recursive: true });
        await writeFile(join(site, key), bytes, { flag: "wx" }).catch(keepWhatIsThere);
      }
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true });
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function keepWhatIsThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function publishedEntries(stateFile: string): Promise<Entry[]> {
  const state = new SqliteStore(stateFile);
  const entries: Entry[] = [];
  for await (const { key } of state.list(LEDGER)) {
    const record = await readRecord<LedgerRecord>(state, key);
    if (record?.value.status === "published") entries.push(record.value.entry);
  }
  state.close();
  return entries.sort((a, b) => (a.published < b.published ? 1 : -1));
}
