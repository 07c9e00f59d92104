import { execFile } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { HeldDocuments } from "../../lambdas/local/held-documents.ts";
import { siteServer } from "../../lambdas/local/serve.ts";
import { temporaryFolder, type TestedContent } from "./tested-content.ts";

const root = resolve(import.meta.dirname, "../..");

export interface ServedPublication {
  baseUrl: string;
  /** The folder of documents. */
  site: string;
  close(): Promise<void>;
}

/**
 * Content as `npm run build` publishes it, edits it and publishes it again, served as `npm start` does.
 *
 * @param address that its links begin with, when it is not the server's own
 */
export async function serveContent(content: TestedContent, address?: string): Promise<ServedPublication> {
  const data = await temporaryFolder();
  const site = join(data, "site");
  let baseUrl = "";
  const server = siteServer(new HeldDocuments(site), () => ({ baseUrl, hubs: [] }));
  baseUrl = await listen(server);
  const build = () =>
    promisify(execFile)(
      "npm",
      ["run", "build", "--silent", "--", "--strict"].concat([
        "--content",
        content.folder,
        "--out",
        site,
        "--data",
        data,
        "--base-url",
        address ?? baseUrl,
      ]),
      { cwd: root },
    );
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await rm(data, { recursive: true });
  };
  try {
    await build();
    await content.edit();
    await build();
  } catch (error) {
    await close();
    throw error;
  } finally {
    await rm(content.folder, { recursive: true });
  }
  return { baseUrl, site, close };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
