import { expect, test } from "vitest";
import { rendered } from "./rendered.ts";
import { entry, feed } from "./sample.ts";

const when = "2026-01-05T09:00:00Z";

function tombstones(atom: string): string[] {
  return [...atom.matchAll(/<at:deleted-entry ref="(.*?)" when="(.*?)"\/>/g)].map(
    ([, ref = "", at = ""]) => `${ref} ${at}`,
  );
}

test("Atom says what was withdrawn and when, RSS and JSON Feed drop it", () => {
  const { rss, atom, json } = rendered({ ...feed, withdrawn: [{ id: "tag:gazette.example,2026:gone", when }] });
  expect(tombstones(atom)).toEqual([`tag:gazette.example,2026:gone ${when}`]);
  expect(rss + json).not.toContain("2026:gone");
});

test("an id is spelt in its tombstone as it was in its entry", () => {
  const id = "https://Old.gazette.example/ä?p=9&draft=0|1";
  const alive = rendered({ ...feed, entries: [{ ...entry, id }] }).atom;
  const [, spelt = ""] = /<entry>.*?<id>(.*?)<\/id>/s.exec(alive) ?? [];
  const { atom } = rendered({ ...feed, entries: [], withdrawn: [{ id, when }] });
  expect(tombstones(atom)).toEqual([`${spelt.replaceAll("&amp;", "&#x26;")} ${when}`]);
});

test("an entry that came back is not withdrawn, nor is one withdrawn twice", () => {
  const gone = { id: "tag:gazette.example,2026:gone", when };
  const withdrawn = [{ id: entry.id, when }, gone, { ...gone, when: "2020-01-01T00:00:00Z" }];
  expect(tombstones(rendered({ ...feed, withdrawn }).atom)).toEqual([`${gone.id} ${when}`]);
});

test("a feed whose entries were all withdrawn is valid in every format", () => {
  const { atom } = rendered({ ...feed, entries: [], withdrawn: [{ id: entry.id, when }], history: {} });
  expect(tombstones(atom)).toEqual([`${entry.id} ${when}`]);
});
