import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { setInterval } from "node:timers";
import { FolderFiles } from "../adapters/folder-files.ts";
import type { Program } from "../core/edition.ts";
import type { HubRequest } from "../core/hub/answer.ts";
import { hubsOf } from "../core/hub/hubs-of.ts";
import { readEndpoints } from "../core/notification/webhook-endpoints.ts";
import { describeProblem } from "../core/problem.ts";
import type { Command } from "./command-line.ts";
import { endServer } from "./connections.ts";
import { HeldDocuments } from "./held-documents.ts";
import { defaultDataFolder, openHome, programVersion } from "./home.ts";
import { Notifying } from "./notifying.ts";
import { observed } from "./observed-files.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { Published } from "./published.ts";
import { siteServer } from "./serve.ts";
import { watchContent } from "./watch.ts";

const TICK_MILLIS = 1000;

/**
 * `npm start`: publishes a content folder, serves it on 127.0.0.1 and republishes what changes, until Ctrl-C.
 *
 * @returns an exit code when it cannot start; otherwise nothing, and the process lives on
 */
export async function start({
  content,
  data,
  port,
  baseUrl,
}: Extract<Command, { name: "start" }>): Promise<number | undefined> {
  const folder = resolve(data ?? defaultDataFolder("start", content));
  const site = join(folder, "site");
  let published: Published | undefined;
  const documents = new HeldDocuments(site);
  const server = siteServer(documents, () => published);
  const listening = await listen(server, port);
  if (listening.outcome === "unusable") return fail(listening.cause);

  const home = openHome({ content, data: folder, site });
  if (home.outcome === "unusable") {
    server.close();
    return fail(home.cause);
  }
  const address = baseUrl ?? listening.address;
  const program: Program = { version: programVersion(), baseUrl: address };
  const notifying = new Notifying({ data: folder, baseUrl: address, ...home.ports });
  const observedSite = observed(home.ports.site, (key) => documents.changed(key));
  const ports = { ...home.ports, site: observedSite, announcements: notifying.announcements };
  const run = oneAtATime(ports, program, (publication) => {
    const hub = publication.hub ? (request: HubRequest) => notifying.answer(request) : undefined;
    published = { baseUrl: publication.baseUrl, hubs: hubsOf(publication), hub };
  });

  // Watching begins before the first build, so that no save between the two is missed.
  const watcher = await watchContent(content, (paths) => void run.soon(paths));
  const stop = async () => {
    await Promise.all([endServer(server), notifying.stop()]);
    // Whatever a run has not finished, the next start does: state is never half-written.
    process.exit(0);
  };
  process.once("SIGINT", () => void stop()).once("SIGTERM", () => void stop());

  notifying.start();

  const first = await run.first();
  if (first.outcome === "unusable-settings") {
    await watcher.close();
    server.close();
    await notifying.stop();
    home.close();
    return fail(describeProblem(first.problem));
  }
  setInterval(() => void run.soon([]), TICK_MILLIS);
  const webhooks = await readEndpoints(new FolderFiles(folder));
  if (webhooks.outcome === "problem") console.error(describeProblem(webhooks.problem));
  const endpoints = webhooks.outcome === "endpoints" ? webhooks.endpoints.length : undefined;
  console.log(addresses(listening.address, content, endpoints));
  return undefined;
}

type Listening = { outcome: "listening"; address: string } | { outcome: "unusable"; cause: string };

async function listen(server: Server, port: number): Promise<Listening> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const cause = code === "EADDRINUSE" ? `port ${port} is taken` : `port ${port} cannot be opened (${code})`;
    return { outcome: "unusable", cause: `${cause}; name another with --port N` };
  }
  return { outcome: "listening", address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function addresses(address: string, content: string, webhookEndpoints: number | undefined): string {
  return [
    "",
    `  ${address}/            the publication`,
    `  ${address}/feed.xml    RSS 2.0`,
    `  ${address}/atom.xml    Atom 1.0`,
    `  ${address}/feed.json   JSON Feed 1.1`,
    `  ${address}/feeds/      all other feeds`,
    "",
    ...(webhookEndpoints === undefined ? [] : [`  Webhook endpoints that are told of changes: ${webhookEndpoints}.`]),
    `  Watching ${content}. Save an article and it is published; Ctrl-C ends.`,
    "",
  ].join("\n");
}

function fail(cause: string): number {
  console.error(`dateline: ${cause}`);
  return 1;
}
