import type { LedgerRecord } from "../entry/ledger.ts";
import type { Ports } from "../ports.ts";
import type { Publication } from "../publication.ts";
import { isOnSite } from "./media-file.ts";
import { forgetUse, heldMedia, noteUse, rememberHeld } from "./media-users.ts";
import { publishMedia } from "./publish-media.ts";

/**
 * What becomes of the files of one article, whose ledger record is about to change from `before`: they are released or
 * held, or left as they are where nothing has changed.
 *
 * @param again a run before this one may have been killed on its way: do all of it, whatever the record says is done
 */
export async function articleMedia(
  ports: Ports,
  publication: Publication,
  path: string,
  before: LedgerRecord | undefined,
  again: boolean,
) {
  const { state } = ports;
  const wasPublished = before?.status === "published";
  // A published article holds nothing, unless a run was killed between publishing it and forgetting what it held.
  const held = wasPublished && !again ? [] : await heldMedia(state, path);
  // The uses of a withdrawn article are forgotten, unless the run that withdrew it was killed before it had done so.
  const usedBefore = [...(wasPublished || again ? (before?.media ?? []) : []), ...held];

  /** Notes which files the article uses now, and returns those that it uses no more. */
  const changeUses = async (now: string[], isHeld: boolean) => {
    for (const key of now) if (again || isHeld || !usedBefore.includes(key)) await noteUse(state, key, path);
    const dropped = usedBefore.filter((key) => !now.includes(key));
    for (const key of dropped) await forgetUse(state, key, path);
    return dropped;
  };

  return {
    /** The files that it used when it was last looked at and not published. */
    held,
    /**
     * The article is published, and its files with it. Those that it uses no more stay on the site, unless all that uses
     * them is not published either.
     */
    async release(now: string[]): Promise<void> {
      const dropped = await changeUses(now, false);
      for (const key of now) {
        if (!again && ((wasPublished && usedBefore.includes(key)) || (await isOnSite(ports, key)))) continue;
        await publishMedia(ports, publication, key, again);
      }
      for (const key of dropped) await publishMedia(ports, publication, key, again);
      if (held.length > 0) await rememberHeld(state, path, []);
    },
    /** The article is not published, and its files only if something else uses them. */
    async hold(now: string[]): Promise<void> {
      const kept = [...new Set([...held, ...now])];
      // Noted before anything else: should this run be killed, whoever publishes the article one day still knows all of
      // its files, the old and the new.
      if (kept.length > held.length) await rememberHeld(state, path, kept);
      const dropped = await changeUses(now, true);
      for (const key of [...now, ...dropped]) await publishMedia(ports, publication, key, false);
      if (kept.length > now.length) await rememberHeld(state, path, now);
    },
  };
}
