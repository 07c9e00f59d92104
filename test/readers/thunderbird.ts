import { works } from "./command.ts";
import { startMozilla, type Mozilla } from "../mozilla/start-mozilla.ts";
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
    await running?.close();
    running = undefined;
  },
};

let running: Mozilla | undefined;

async function start(): Promise<Mozilla> {
  // It would look for their icons before it asks for feeds.
  const started = await startMozilla("thunderbird", { "browser.chrome.site_icons": false });
  await started.marionette.command("Marionette:SetContext", { value: "chrome" });
  return started;
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
