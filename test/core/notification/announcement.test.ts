import { describe, expect, test } from "vitest";
import type { Announcement } from "../../../lambdas/core/notification/announcement.ts";
import { Newsroom, markdown } from "../newsroom.ts";

async function openNewsroom() {
  const newsroom = await Newsroom.open({ "one.md": markdown("One", "2026-01-01T08:00:00Z", "section: Harbour\n") });
  await newsroom.reconcile();
  newsroom.announced.length = 0;
  return newsroom;
}
const toldTo = ({ announced }: Newsroom, channel = "websub") =>
  announced.map(({ body }) => JSON.parse(body) as Announcement).filter((each) => each.channel === channel);

describe("a run announces", () => {
  test("the feed documents whose bytes have changed, and no other, to every channel", async () => {
    const newsroom = await openNewsroom();
    await newsroom.write("articles/two.md", markdown("Two", "2026-01-02T08:00:00Z", "tags: [gulls]\n"));
    await newsroom.changed("articles/two.md");
    const documents = ["", "tags/gulls/"].flatMap((folder) =>
      ["atom.xml", "feed.json", "feed.xml"].map((name) => folder + name),
    );
    for (const channel of ["websub", "hubs"])
      expect(toldTo(newsroom, channel)).toMatchObject([
        { documents: documents.sort(), baseUrl: "https://courier.example", hubs: ["https://courier.example/hub"] },
      ]);
  });

  test("nothing when nothing has changed: not at a tick, and not when the same file is named again", async () => {
    const newsroom = await openNewsroom();
    await newsroom.tick();
    await newsroom.changed("articles/one.md");
    expect(newsroom.announced).toEqual([]);
  });

  test("the documents of a feed that is no more", async () => {
    const newsroom = await openNewsroom();
    await newsroom.write("articles/one.md", markdown("One", "2026-01-01T08:00:00Z"));
    await newsroom.changed("articles/one.md");
    expect(toldTo(newsroom)[0]!.documents).toContain("sections/harbour/feed.xml");
  });

  test("an article whose embargo ends", async () => {
    const newsroom = await openNewsroom();
    await newsroom.write("articles/later.md", markdown("Later", "2026-11-23T13:00:00Z"));
    await newsroom.changed("articles/later.md");
    expect(newsroom.announced).toEqual([]);
    newsroom.pass(3600);
    await newsroom.tick();
    expect(toldTo(newsroom)[0]!.documents).toContain("feed.xml");
  });
});

test("a run that dies before its announcement is in the queue is made up for by the next tick, and says nothing twice", async () => {
  const newsroom = await openNewsroom();
  await newsroom.write("articles/two.md", markdown("Two"));
  const began = newsroom.now.toISOString();
  const { announcements } = newsroom;
  Object.assign(newsroom, { announcements: { send: () => Promise.reject(new Error("killed")) } });
  await expect(newsroom.changed("articles/two.md")).rejects.toThrow("killed");
  Object.assign(newsroom, { announcements });
  expect(await newsroom.titles()).toContain("Two");

  newsroom.pass(31);
  await newsroom.tick();
  expect(toldTo(newsroom)).toMatchObject([{ documents: "any" }]);
  expect(toldTo(newsroom, "webhooks").flatMap(({ changes }) => changes)).toEqual([
    { path: "articles/two.md", what: "new", when: began },
  ]);
  newsroom.announced.length = 0;
  newsroom.pass(31);
  await newsroom.tick();
  expect(newsroom.announced).toEqual([]);
});

test("a reconciliation has everything compared with what was last said of it, for announcements that were lost", async () => {
  const newsroom = await openNewsroom();
  await newsroom.reconcile();
  expect(toldTo(newsroom)).toMatchObject([{ documents: "any" }]);
});
