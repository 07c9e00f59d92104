import type { Ports, Version } from "../ports.ts";
import type { Publication } from "../publication.ts";
import { putIfDifferent } from "../feed/put-documents.ts";
import { measureMedia, rememberPublic } from "./media-file.ts";
import { mayBePublic } from "./media-users.ts";

/**
 * Publishes one file of `content/media/` under its own path, or takes it out of the site: because it is gone, or
 * because what uses it is not published.
 *
 * @param again look at the site even when the file is known to be there
 * @returns the version of the file that this was done for, `undefined` when it is gone
 */
export async function publishMedia(
  ports: Ports,
  publication: Publication,
  key: string,
  again: boolean,
): Promise<Version | undefined> {
  const { site } = ports;
  for (;;) {
    const file = await measureMedia(ports, key);
    if (!file) {
      await site.delete(key);
      return undefined;
    }
    const { version } = file.value;
    if (await mayBePublic(ports, publication, key)) {
      if (!file.value.isPublic || again) await putIfDifferent(site, { key, bytes: file.bytes });
      if ((await rememberPublic(ports, key, file, true)) === "remembered") return version;
    } else {
      if ((await rememberPublic(ports, key, file, false)) === "conflict") continue;
      await site.delete(key);
      // An article that uses it may have been published at that very moment.
      if (!(await mayBePublic(ports, publication, key))) return version;
    }
  }
}
