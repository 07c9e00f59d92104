import { appendFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FEW_ENTRIES, temporaryFolder, type TestedContent } from "./tested-content.ts";

const sample = resolve(import.meta.dirname, "../../content");

/** The sample publication, with so few entries in a feed that its articles have archives. */
export async function copySampleContent(): Promise<TestedContent> {
  const folder = await temporaryFolder();
  await cp(sample, folder, { recursive: true });
  await appendFile(join(folder, "publication.yaml"), FEW_ENTRIES);
  return {
    folder,
    async edit() {
      const moved = join(folder, "articles/harbour/fog-signal.md");
      const text = await readFile(moved, "utf8");
      await writeFile(moved, text.replace("slug: what-the-fog-signal-says", "slug: fog-signal"));
      await rm(join(folder, "articles/letters/soup-for-forty.md"));
    },
  };
}
