import { urlOf } from "../feed/feed-name.ts";
import { targetOf } from "../hub/callback.ts";
import { ownHub } from "../hub/hubs-of.ts";
import type { Store } from "../ports.ts";
import type { Channel } from "./channel.ts";
import { currentVersion, NOT_THERE, versionToTell, type DocumentVersion } from "./document-version.ts";
import { noteSent } from "./recipient.ts";
import { sentBy } from "./sent-by.ts";
import { beginTelling, noteTold, readTold, toldDocuments } from "./told.ts";

const NAME = "hubs";
const SITE_DOCUMENTS = ["feed.xml", "atom.xml", "feed.json"];

/** A document that public hubs should fetch. */
interface Ping extends DocumentVersion {
  topic: string;
}

/**
 * Tells the further hubs of the settings to fetch what has changed: `hub.mode=publish`, with the topic as `hub.url` and as
 * `hub.topic`, since some read the one and some the other (WebSub §6 leaves this to hub and publisher).
 */
export const otherHubs: Channel<Ping> = {
  hearsOf: "documents",

  async *pages({ state, site, clock }, { documents, baseUrl, hubs }) {
    const recipients = hubs.filter((hub) => hub !== ownHub(baseUrl));
    if (recipients.length === 0) return;
    for await (const document of documents === "any" ? everKnown(state) : documents) {
      const { digest } = await currentVersion(site, document);
      const before = await readTold(state, NAME, document);
      if (digest === NOT_THERE || before?.digest === digest) continue;
      const begun = await beginTelling(state, NAME, { document, digest }, before);
      yield [{ subject: { document, digest, topic: urlOf(baseUrl, document) }, recipients }];
      const told = { document, digest, when: clock().toISOString(), recipients: recipients.length };
      await noteTold(state, NAME, told, begun);
    }
  },

  async prepare({ state, site, fetch, clock }, { document, digest, topic }) {
    if (!(await versionToTell({ state, site }, NAME, { document, digest }))) return undefined;
    const form = new URLSearchParams({ "hub.mode": "publish", "hub.url": topic, "hub.topic": topic });
    const body = new TextEncoder().encode(form.toString());
    return async (hub, attempt) => {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const sent = sentBy(await fetch({ method: "POST", ...targetOf(hub), headers, body }), clock());
      await noteSent(state, NAME, hub, { sent, attempt, now: clock() });
      return sent;
    };
  },
};

/** The feeds that everybody knows, and all others that the hubs have been told of. */
async function* everKnown(state: Store): AsyncGenerator<string> {
  yield* SITE_DOCUMENTS;
  for await (const { document } of toldDocuments(state, NAME)) if (!SITE_DOCUMENTS.includes(document)) yield document;
}
