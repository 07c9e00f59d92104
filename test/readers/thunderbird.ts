import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { works } from "./command.ts";
import { Marionette } from "./marionette.ts";
import type { Item, Reader } from "./reader.ts";

/** A mail program that follows feeds, too: https://www.thunderbird.net. One runs for all, with an account for each feed. */
export const thunderbird: Reader = {
  name: "Thunderbird",
  reads: ["feed.xml", "atom.xml"],
  missing: works("thunderbird", "--version") ? undefined : "apt-get install thunderbird",

  async poll(url, folder) {
    running ??= await start();
    const messages = (await running.marionette.run(POLL, url, folder)) as Message[];
    return messages.map(itemOf);
  },

  async close() {
    if (!running) return;
    const { marionette, program, profile } = running;
    marionette.close();
    const ended = once(program, "exit");
    process.kill(-program.pid!, "SIGKILL");
    await ended;
    await rm(profile, { recursive: true, maxRetries: 5 });
    running = undefined;
  },
};

let running: { marionette: Marionette; program: ChildProcess; profile: string } | undefined;

/** No requests but for feeds: it would look for their icons before each. */
const SETTINGS = `user_pref("marionette.port", 0);
user_pref("browser.chrome.site_icons", false);
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
`;
const START_MILLIS = 60_000;

async function start() {
  const profile = await mkdtemp(join(tmpdir(), "dateline-thunderbird-"));
  await writeFile(join(profile, "user.js"), SETTINGS);
  const words = ["--headless", "--no-remote", "--profile", profile, "--marionette", "--remote-allow-system-access"];
  // A group of its own, since a script starts the program.
  const program = spawn("thunderbird", words, {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, HOME: profile },
  });
  const deadline = Date.now() + START_MILLIS;
  for (;;) {
    const port = Number(await readFile(join(profile, "MarionetteActivePort"), "utf8").catch(() => ""));
    if (port > 0) return { marionette: await Marionette.connect(port), program, profile };
    if (Date.now() > deadline) throw new Error("Thunderbird does not start");
    await sleep(100);
  }
}

/** What a person does: subscribes in a new account, or says “Get Messages”. */
const POLL = `
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const { FeedUtils } = ChromeUtils.importESModule("resource:///modules/FeedUtils.sys.mjs");
  const { NetUtil } = ChromeUtils.importESModule("resource://gre/modules/NetUtil.sys.mjs");
  const [url, name] = args;
  const servers = MailServices.accounts.accounts.map((account) => account.incomingServer);
  let server = servers.find(({ prettyName }) => prettyName === name);
  if (server) {
    await FeedUtils.downloadFeed(server.rootFolder, null, false, null);
  } else {
    server = FeedUtils.createRssAccount(name).incomingServer;
    FeedUtils.subscribeToFeed(url, server.rootFolder);
  }
  do await new Promise((resolve) => setTimeout(resolve, 50));
  while (FeedUtils.progressNotifier.mNumPendingFeedDownloads > 0);
  return server.rootFolder.descendants.flatMap((folder) =>
    [...folder.messages].map((header) => ({
      id: header.messageId,
      subject: header.mime2DecodedSubject,
      author: header.mime2DecodedAuthor,
      millis: header.date / 1000,
      source: NetUtil.readInputStreamToString(folder.getMsgInputStream(header, {}), header.messageSize, { charset: "UTF-8" }),
    })),
  );
`;

interface Message {
  id: string;
  subject: string;
  author: string;
  millis: number;
  source: string;
}

function itemOf({ id, subject, author, millis, source }: Message): Item {
  return {
    id: id.replace(/@localhost\.localdomain$/, ""),
    title: subject,
    url: /^Content-Base: (.*)$/m.exec(source)?.[1],
    published: new Date(millis).toISOString(),
    // Each name as if it were an address.
    authors: author.replace(/[<>]/g, ""),
    content: source.slice(source.indexOf("<!DOCTYPE html>")),
    enclosureUrl: /^X-Mozilla-External-Attachment-URL: (.*)$/m.exec(source)?.[1] ?? "",
  };
}
