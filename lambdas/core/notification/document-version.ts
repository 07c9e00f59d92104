import { digestOf } from "../record.ts";
import type { NotificationPorts } from "./channel.ts";
import type { ChannelName } from "./channels.ts";
import { forgetTold } from "./told.ts";

/** Stands for the digest of a document that is not there. */
export const NOT_THERE = "";

/** A document as it is, or was, at one moment. */
export interface DocumentVersion {
  /** Key of the document. */
  document: string;
  /** SHA-256 of its bytes. */
  digest: string;
}

/** The version that readers see now; without bytes when there is no such document. */
export async function currentVersion(
  site: NotificationPorts["site"],
  document: string,
): Promise<DocumentVersion & { bytes: Uint8Array | undefined }> {
  const found = await site.get(document);
  return { document, digest: found ? digestOf(found.bytes) : NOT_THERE, bytes: found?.bytes };
}

/**
 * The version that is to be told; `undefined` when readers see another one by now. Then nobody is told of it any more, and
 * it no longer counts as told: should the document go back to it, that is news to whoever has missed it.
 */
export async function versionToTell(
  { state, site }: Pick<NotificationPorts, "state" | "site">,
  channel: ChannelName,
  version: DocumentVersion,
): Promise<{ bytes: Uint8Array | undefined } | undefined> {
  const seen = await currentVersion(site, version.document);
  if (seen.digest === version.digest) return seen;
  await forgetTold(state, channel, version);
  // It may have gone back just before, and whoever announced that have found it told.
  const now = await currentVersion(site, version.document);
  return now.digest === version.digest ? now : undefined;
}
