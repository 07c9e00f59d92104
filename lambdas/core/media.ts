import { putIfDifferent } from "./feed/update-feed.ts";
import type { Ports, Version } from "./ports.ts";

export const MEDIA = "media/";

/**
 * Publishes one file of `content/media/` under its own path, or removes it.
 *
 * @returns the version of the file that was published, `undefined` when it is gone
 */
export async function publishMedia({ content, site }: Ports, path: string): Promise<Version | undefined> {
  const source = await content.get(path);
  if (source) await putIfDifferent(site, { key: path, bytes: source.bytes });
  else await site.delete(path);
  return source?.version;
}
