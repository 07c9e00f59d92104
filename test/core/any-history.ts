import fc from "fast-check";
import { markdown, SETTINGS, type Newsroom } from "./newsroom.ts";

const names = ["a.md", "b.md", "c.md", "deep/d.md", "e.md", "f.md", "g.md"];
/** So few entries in a document that every history makes archives, fills them and empties them again. */
export const settings = (title: string) =>
  `${SETTINGS.replace("The Test Courier", title)}entriesPerFeed: 2\narchives: [tags, languages]\n`;
const media = ["media/quay.txt", "media/logo.png"];
const name = fc.constantFrom(...names);

/** What an author does to the content. */
const edit = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("write"),
      name,
      title: fc.constantFrom("One", "Two", "Three"),
      published: fc.constantFrom("", "2026-01-01", "2026-02-02"),
      more: fc.constantFrom(
        "",
        "",
        "tags: [ships]\n",
        "tags: [ships, Quay]\nsection: Harbour\n",
        "tags: [SHIPS]\n",
        "language: de\n",
        "language: de\ntags: [ships]\ntranslationOf: articles/a.md\n",
        "language: fr\ntranslationOf: articles/b.md\n",
        "image: media/quay.txt\n",
        "image: media/logo.png\ntags: [ships]\n",
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("file"),
      file: fc.constantFrom(...media),
      bytes: fc.constantFrom("", "one", "other"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("slug"), name, slug: fc.constantFrom("one", "same") }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("break"), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("draft"), name, uses: fc.constantFrom("", "image: media/quay.txt\n") }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("embargo"), name, seconds: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("move"), name, to: name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("settings"), title: fc.constantFrom("Morning", "Evening") }) },
);

/** What becomes of the event that tells of it, and of the run that it starts. */
const run = fc.record({
  told: fc.constantFrom("at once", "at once", "twice", "late", "never"),
  /** Writes that the run lives to make. */
  writes: fc.option(fc.nat({ max: 14 }), { nil: 1e9, freq: 3 }),
  companions: fc.nat({ max: 1 }),
  tick: fc.boolean(),
  seconds: fc.nat({ max: 40 }),
  seed: fc.nat(),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

/** Edits, one after another, and the runs that follow each. */
export const anyHistory = fc.array(fc.tuple(edit, run), { maxLength: 14 });

/** Makes an edit, and returns the paths that it changes. */
export async function perform(newsroom: Newsroom, one: Edit, step: number): Promise<string[]> {
  if (one.kind === "settings" && "title" in one) {
    await newsroom.write("publication.yaml", settings(one.title));
    return [];
  }
  if ("file" in one) {
    if (one.bytes === "") await newsroom.remove(one.file);
    else await newsroom.write(one.file, one.bytes);
    return [one.file];
  }
  if (!("name" in one)) return [];
  const path = `articles/${one.name}`;
  if ("to" in one) {
    const source = await newsroom.content.get(path);
    if (!source || one.to === one.name) return [];
    await newsroom.content.put(`articles/${one.to}`, source.bytes);
    await newsroom.remove(path);
    return [`articles/${one.to}`, path];
  }
  if ("published" in one) await newsroom.write(path, `${markdown(one.title, one.published, one.more)}Step ${step}.\n`);
  else if ("slug" in one) await newsroom.write(path, markdown(`Slug ${one.slug}`, "2026-01-03", `slug: ${one.slug}\n`));
  else if ("seconds" in one)
    await newsroom.write(
      path,
      markdown("Embargoed", new Date(newsroom.now.getTime() + one.seconds * 1000).toISOString()),
    );
  else if (one.kind === "break") await newsroom.write(path, "---\ntitle: [\n---\n");
  else if ("uses" in one) await newsroom.write(path, markdown("Draft", "", `draft: true\n${one.uses}`));
  else await newsroom.remove(path);
  return [path];
}
