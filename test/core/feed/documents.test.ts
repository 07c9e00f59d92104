import { expect, test } from "vitest";
import { documentsOf } from "../../../lambdas/core/feed/documents.ts";
import { SITE_FEED } from "../../../lambdas/core/feed/feed-name.ts";
import { entry, publication } from "./sample.ts";

function atomOf(entries: { updated: string }[]): string {
  const whole = entries.map(({ updated }, index) => ({ ...entry, id: `tag:gazette.example,2025:${index}`, updated }));
  const shown = { label: undefined, entries: whole, withdrawn: [], history: {}, folder: "", pages: 0 };
  const documents = documentsOf(SITE_FEED, shown, { publication, tagAuthority: "gazette.example,2025" });
  return new TextDecoder().decode(documents.find(({ key }) => key === "atom.xml")?.bytes);
}

test.each([
  ["its newest update, in whichever order", ["2024-01-02T00:00:00Z", "2025-01-02T00:00:00Z", "2023-01-02T00:00:00Z"]],
  ["that of an old article, too", ["1989-11-09T18:53:00Z"]],
])("a feed was updated at %s", (_, moments) => {
  const newest = moments.toSorted().at(-1)!;
  const [head] = atomOf(moments.map((updated) => ({ updated }))).split("<entry");
  expect(head).toContain(`<updated>${newest}</updated>`);
});

test("a feed without entries was updated in the year 2000, as Atom wants a moment and readers doubt the Unix epoch", () => {
  expect(atomOf([])).toContain("<updated>2000-01-01T00:00:00Z</updated>");
});
