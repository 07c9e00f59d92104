import type { LedgerRecord } from "../entry/ledger.ts";
import type { Ports } from "../ports.ts";
import type { Publication } from "../publication.ts";
import { isOnSite } from "./media-file.ts";
import { forgetUse, heldMedia, noteUse, rememberHeld } from "./media-users.ts";
import { publishMedia } from "./publish-media.ts";

/** What becomes of the files of one article, whose ledger record is about to change from `before`. */
export async function articleMedia(
  ports: Ports,
  publication: Publication,
  path: string,
  before: LedgerRecord | undefined,
  again: boolean,
) {
  const { state } = ports;
  const wasPublished = before?.status === "published";
  // Whoever was interrupted while publishing an article has not yet released what it held.
  const held = wasPublished && !again ? [] : await heldMedia(state, path);
  // Of a withdrawn article the uses are forgotten, as far as whoever withdrew it lived to do so.
  const known = [...(wasPublished || again ? (before?.media ?? []) : []), ...held];

  const changeUses = async (now: string[], isHeld: boolean) => {
    for (const key of now) if (again || isHeld || !known.includes(key)) await noteUse(state, key, path);
    const dropped = known.filter((key) => !now.includes(key));
    for (const key of dropped) await forgetUse(state, key, path);
    return dropped;
  };

  return {
    /** The files that it used when it was last looked at and not published. */
    held,
    /** The article is published: so are its files, and those that it uses no longer perhaps not. */
    async release(now: string[]): Promise<void> {
      const dropped = await changeUses(now, false);
      for (const key of now) {
        if (!again && ((wasPublished && known.includes(key)) || (await isOnSite(ports, key)))) continue;
        await publishMedia(ports, publication, key, again);
      }
      for (const key of dropped) await publishMedia(ports, publication, key, again);
      if (held.length > 0) await rememberHeld(state, path, []);
    },
    /** The article is not published, and its files only if something else uses them. */
    async hold(now: string[]): Promise<void> {
      const kept = [...new Set([...held, ...now])];
      // First: whoever publishes the article one day has to release even what this run was killed at.
      if (kept.length > held.length) await rememberHeld(state, path, kept);
      const dropped = await changeUses(now, true);
      for (const key of [...now, ...dropped]) await publishMedia(ports, publication, key, false);
      if (kept.length > now.length) await rememberHeld(state, path, now);
    },
  };
}
