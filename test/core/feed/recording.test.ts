import { expect, test } from "vitest";
import { rendered } from "./rendered.ts";
import { entry, feedOf, publication } from "./sample.ts";

const recording = {
  url: "https://gazette.example/media/fog.mp3",
  type: "audio/mpeg",
  lengthBytes: 9,
  durationSeconds: 61.4,
};

test("a recording says how long it is in whole seconds, and its feed what Apple asks of a channel", () => {
  const { rss, atom } = rendered(feedOf({ enclosures: [recording] }));
  expect(rss).toContain("<itunes:duration>61</itunes:duration>");
  expect(rss).toContain(
    '<itunes:category text="News"/>\n<itunes:explicit>false</itunes:explicit>\n<itunes:owner>' +
      "<itunes:name>Ana Morales</itunes:name><itunes:email>ana@gazette.example</itunes:email></itunes:owner>",
  );
  expect(atom).not.toContain("itunes");
});

test("even the shortest recording has a duration", () => {
  const blip = { ...recording, durationSeconds: 0.2 };
  expect(rendered(feedOf({ enclosures: [blip] })).rss).toContain("<itunes:duration>1</itunes:duration>");
});

test.each([
  ["of unknown length", { ...recording, durationSeconds: undefined }],
  ["in a format that no podcast app plays", { ...recording, url: "https://gazette.example/media/fog.ogg" }],
])("a recording %s makes no podcast of the feed", (_, enclosure) => {
  expect(rendered(feedOf({ enclosures: [enclosure] })).rss).not.toContain("itunes");
});

test("a feed without recordings does not name Apple's namespace, which some readers take for a podcast", () => {
  expect(rendered(feedOf({ enclosures: [] })).rss).not.toContain("itunes");
});

test("a publication without an e-mail address has no owner there", () => {
  const anonymous = { ...publication, authors: [{ name: "The Newsdesk" }] };
  expect(rendered(feedOf({ enclosures: entry.enclosures }), anonymous).rss).not.toContain("itunes:owner");
});
