import { expect, test } from "vitest";
import { distribute } from "../../../lambdas/core/notification/distribute.ts";
import { markdown } from "../newsroom.ts";
import { ENDPOINT, gulls, openDesk, PATH, SECRET } from "./webhook-desk.ts";

const entry = {
  id: "tag:courier.example,2026:gulls",
  url: "https://courier.example/articles/gulls/",
  title: "Gulls",
  summary: "They queue.",
  published: "2026-01-01T08:00:00Z",
  updated: "2026-01-01T08:00:00Z",
  authors: ["Ada"],
  section: "Harbour",
  tags: ["birds"],
};
const feed = {
  title: "The Test Courier",
  home_page_url: "https://courier.example/",
  feed_url: "https://courier.example/feed.json",
};

test("an article is told as new, then as corrected, then as withdrawn, each with its own moment", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  const [first] = await desk.hear(PATH);
  expect(first!.payload).toEqual({
    type: "feed.updated",
    timestamp: "2026-11-23T12:00:00.000Z",
    data: { feed, new: [entry], corrected: [], withdrawn: [] },
  });

  desk.newsroom.pass(60.25);
  await desk.newsroom.write(PATH, gulls("Gulls queue"));
  const [second] = await desk.hear(PATH);
  const corrected = { ...entry, title: "Gulls queue", updated: "2026-11-23T12:01:00Z" };
  expect(second!.payload).toEqual({
    type: "feed.updated",
    timestamp: "2026-11-23T12:01:00.250Z",
    data: { feed, new: [], corrected: [corrected], withdrawn: [] },
  });

  desk.newsroom.pass(60);
  await desk.newsroom.remove(PATH);
  const [third] = await desk.hear(PATH);
  const withdrawn = { id: entry.id, url: entry.url, title: "Gulls queue", withdrawn: "2026-11-23T12:02:00Z" };
  expect(third!.payload).toEqual({
    type: "feed.updated",
    timestamp: "2026-11-23T12:02:00.250Z",
    data: { feed, new: [], corrected: [], withdrawn: [withdrawn] },
  });
});

test("an announcement that comes twice is told with the same id; one of the same words at another time is not", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  await desk.newsroom.changed(PATH);
  const [announcement] = desk.announced();
  await distribute(desk.ports, announcement!.body);
  desk.newsroom.pass(60);
  await distribute(desk.ports, announcement!.body);
  await desk.deliver();
  const [first, second] = desk.received.splice(0);
  expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);

  await desk.newsroom.remove(PATH);
  await desk.hear(PATH);
  desk.newsroom.pass(60);
  await desk.newsroom.write(PATH, gulls());
  const [restored] = await desk.hear(PATH);
  expect(restored!.payload.data).toEqual(first!.payload.data);
  expect(restored!.headers["webhook-id"]).not.toBe(first!.headers["webhook-id"]);
});

test("what has been withdrawn by the time it is told is told as withdrawn, and what is known no more not at all", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  await desk.newsroom.write("articles/moved.md", markdown("Moved"));
  await desk.newsroom.changed(PATH, "articles/moved.md");
  const before = desk.announced();
  await desk.newsroom.remove(PATH);
  await desk.newsroom.remove("articles/moved.md");
  await desk.newsroom.write("articles/elsewhere.md", markdown("Moved"));
  await desk.newsroom.changed(PATH, "articles/moved.md", "articles/elsewhere.md");
  for (const { body } of before) await distribute(desk.ports, body);
  await desk.deliver();
  expect(desk.received.map(({ payload }) => payload.data)).toMatchObject([
    { new: [], corrected: [], withdrawn: [{ id: entry.id }] },
  ]);
});

test("an article that comes back is told as new", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  await desk.hear(PATH);
  await desk.newsroom.remove(PATH);
  await desk.newsroom.changed(PATH);
  const before = desk.announced();
  await desk.newsroom.write(PATH, gulls());
  const [after] = await desk.hear(PATH);
  expect(after!.payload.data.new).toEqual([entry]);
  for (const { body } of before) await distribute(desk.ports, body);
  await desk.deliver();
  expect(desk.received.map(({ payload }) => payload.data)).toMatchObject([{ new: [{ id: entry.id }], withdrawn: [] }]);
});

test("an endpoint hears of its feeds alone, in a message for each of them", async () => {
  const desk = await openDesk(`
- url: https://all.example/
  secret: ${SECRET}
- url: https://some.example/
  secret: ${SECRET}
  feeds: [sections/harbour, tags/birds, tags/boats, tags/birds]
`);
  await desk.newsroom.write(PATH, gulls());
  await desk.newsroom.write("articles/other.md", markdown("Other"));
  const received = await desk.hear(PATH, "articles/other.md");
  const told = received.map(({ url, payload: { data } }) => [url, data.feed, data.new.map(({ title }) => title)]);
  const base = "https://courier.example/";
  const about = (folder: string, title: string) => {
    return { title, home_page_url: base + folder, feed_url: `${base}${folder}feed.json` };
  };
  expect(told).toEqual([
    ["https://all.example/", feed, ["Gulls", "Other"]],
    ["https://some.example/", about("sections/harbour/", "Harbour – The Test Courier"), ["Gulls"]],
    ["https://some.example/", about("tags/birds/", "birds – The Test Courier"), ["Gulls"]],
  ]);
});

test("the last article of a feed is told as withdrawn when the feed is no more", async () => {
  const desk = await openDesk(`${ENDPOINT}  feeds: [tags/birds]\n`);
  await desk.newsroom.write(PATH, gulls());
  await desk.hear(PATH);
  await desk.newsroom.remove(PATH);
  const [last] = await desk.hear(PATH);
  expect(await desk.newsroom.read("tags/birds/feed.json")).toBeUndefined();
  expect(last!.payload.data).toMatchObject({ withdrawn: [{ id: entry.id }] });
  expect(last!.payload.data.feed).not.toHaveProperty("title");
});

test("much news is told in several messages of at most 20 KB of entries, each entry once", async () => {
  const desk = await openDesk();
  const paths = Array.from({ length: 230 }, (_, index) => `articles/${index}.md`);
  for (const path of paths) {
    await desk.newsroom.write(path, markdown(`N${path}`, undefined, `summary: ${"ü".repeat(300)}\n`));
  }
  const received = await desk.hear(...paths);
  expect(received.length).toBeGreaterThanOrEqual(10);
  for (const { body } of received) expect(Buffer.byteLength(body)).toBeLessThan(20_500);
  const titles = received.flatMap(({ payload }) => payload.data.new.map(({ title }) => title));
  expect(titles.sort()).toEqual(paths.map((path) => `N${path}`).sort());
  expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(received.length);
});

test("an article that moves to another file is not told", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  await desk.hear(PATH);
  await desk.newsroom.remove(PATH);
  await desk.newsroom.write("articles/harbour/gulls.md", gulls());
  expect(await desk.hear(PATH, "articles/harbour/gulls.md")).toEqual([]);
  expect(await desk.newsroom.titles()).toEqual(["Gulls"]);
});

test("nobody is told when nothing changes for readers, and nothing is read when nobody wants to be told", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  await desk.hear(PATH);
  await desk.newsroom.write(PATH, gulls().replace("---\n", "---\n# a comment\n"));
  expect(await desk.hear(PATH)).toEqual([]);

  await desk.configure("");
  await desk.newsroom.write(PATH, gulls("Other"));
  await desk.newsroom.changed(PATH);
  const unread = { get: () => Promise.reject(new Error("read in vain")) };
  for (const { body } of desk.announced()) await distribute({ ...desk.ports, ledger: unread, site: unread }, body);
  expect(await desk.deliver()).toEqual([]);
});
