import { afterAll, expect, test } from "vitest";
import { readPublication } from "../../lambdas/core/publication.ts";
import { encoded } from "./any-bytes.ts";
import { anySettings } from "./any-settings.ts";
import { fuzz } from "./fuzz.ts";
import { GuardedProcess } from "./guarded-process.ts";
import { expectSoundSite } from "./sound-site.ts";

const program = new GuardedProcess();
afterAll(() => program.end());

const articles = {
  "articles/a.md": Buffer.from("---\nsection: S\ntags: [T, U]\nauthors: [Ada]\npublished: 2026-01-02\n---\n![x](https://b.example/x.png)"),
  "articles/b.md": Buffer.from("---\nlanguage: ar\ntranslationOf: a.md\npublished: 2026-01-01\n---\n# B\n\n[Text](/x)."),
}; // prettier-ignore

test("whatever the settings say, they are refused with a reason, or each document is valid and safe", () =>
  fuzz(encoded(anySettings), async (bytes) => {
    const published = await program.publish({ ...articles, "publication.yaml": bytes });
    const read = readPublication(bytes);
    const isUsable = read.outcome === "publication";
    expect(published.problems).toEqual(isUsable ? [] : [read.problem]);
    expectSoundSite(published, isUsable ? read.publication.baseUrl : "");
    expect(published.documents.length > 0).toBe(isUsable);
  }));
