import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { distribute } from "../../../lambdas/core/notification/distribute.ts";
import { recipientsOf } from "../../../lambdas/core/notification/recipient.ts";
import { markdown, Newsroom } from "../newsroom.ts";
import { answered, ENDPOINT, SECRET, URL, WebhookDesk } from "./webhook-desk.ts";

const PATH = "articles/gulls.md";
const gulls = (title = "Gulls") =>
  markdown(title, undefined, "section: Harbour\ntags: [birds]\nsummary: They queue.\n");

async function openDesk(yaml = ENDPOINT): Promise<WebhookDesk> {
  const newsroom = await Newsroom.open();
  await newsroom.reconcile();
  const desk = new WebhookDesk(newsroom);
  desk.announced();
  await desk.configure(yaml);
  return desk;
}

/** A message for one endpoint waits in the queue. */
async function deskWithMessage(yaml = ENDPOINT): Promise<WebhookDesk> {
  const desk = await openDesk(yaml);
  await desk.newsroom.write(PATH, gulls());
  await desk.newsroom.changed(PATH);
  await desk.distribute();
  return desk;
}

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

test("an article is told as new, then as corrected, then as withdrawn", async () => {
  const desk = await openDesk();
  await desk.newsroom.write(PATH, gulls());
  const [first] = await desk.hear(PATH);
  expect(first!.payload).toEqual({
    type: "feed.updated",
    timestamp: "2026-11-23T12:00:00.000Z",
    data: { feed, new: [entry], corrected: [], withdrawn: [] },
  });

  desk.newsroom.pass(60);
  await desk.newsroom.write(PATH, gulls("Gulls queue"));
  const [second] = await desk.hear(PATH);
  const corrected = { ...entry, title: "Gulls queue", updated: "2026-11-23T12:01:00Z" };
  expect(second!.payload).toEqual({
    type: "feed.updated",
    timestamp: "2026-11-23T12:01:00.000Z",
    data: { feed, new: [], corrected: [corrected], withdrawn: [] },
  });

  desk.newsroom.pass(60);
  await desk.newsroom.remove(PATH);
  const [third] = await desk.hear(PATH);
  const withdrawn = { id: entry.id, url: entry.url, title: "Gulls queue", withdrawn: "2026-11-23T12:02:00Z" };
  expect(third!.payload).toEqual({
    type: "feed.updated",
    timestamp: "2026-11-23T12:02:00.000Z",
    data: { feed, new: [], corrected: [], withdrawn: [withdrawn] },
  });
});

test("a message is a POST of JSON with the id, the attempt's moment and a signature that the reference library makes too", async () => {
  const desk = await deskWithMessage();
  desk.newsroom.pass(1.5);
  await desk.deliver();
  const [{ url, headers, body }] = desk.received as [(typeof desk.received)[0]];
  expect(url).toBe(URL);
  expect(headers["Content-Type"]).toBe("application/json");
  expect(headers["webhook-id"]).toMatch(/^msg_[0-9a-f]{64}$/);
  expect(headers["webhook-timestamp"]).toBe(String(Date.parse("2026-11-23T12:00:01Z") / 1000));
  const signature = new Webhook(SECRET).sign(headers["webhook-id"]!, desk.newsroom.now, body);
  expect(headers["webhook-signature"]).toBe(signature);
});

test("what failed is sent again with the same id and the same bytes, whatever has changed meanwhile, and with a new timestamp", async () => {
  const desk = await deskWithMessage();
  desk.answer = () => answered(503);
  expect(await desk.deliver()).toEqual([{ failed: 1 }]);
  await desk.newsroom.write(PATH, gulls("Something else"));
  await desk.newsroom.reconcile();
  desk.newsroom.pass(10);
  desk.answer = () => answered(200);
  expect(await desk.deliver()).toEqual([{ delivered: 1 }]);
  const [first, second] = desk.received as [(typeof desk.received)[0], (typeof desk.received)[0]];
  expect(second.body).toBe(first.body);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(Number(second.headers["webhook-timestamp"]) - Number(first.headers["webhook-timestamp"])).toBe(10);
  expect(second.headers["webhook-signature"]).not.toBe(first.headers["webhook-signature"]);
});

test("any answer but a 2xx is a failure, redirects too, and a Retry-After is honoured", async () => {
  for (const status of [301, 308, 400, 404, 429, 500, 502, 504]) {
    const desk = await deskWithMessage();
    desk.answer = () => answered(status, "100");
    expect(await desk.deliver()).toEqual([{ failed: 1 }]);
    desk.newsroom.pass(99);
    expect(await desk.deliver()).toEqual([]);
    desk.newsroom.pass(11);
    expect(await desk.deliver()).toEqual([{ failed: 1 }]);
  }
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

test("neither secrets nor addresses of endpoints get into the queue or into the state", async () => {
  const desk = await deskWithMessage();
  desk.answer = () => answered(500);
  await desk.deliver();
  desk.newsroom.pass(60);
  desk.answer = () => answered(410);
  await desk.deliver();
  const kept = [...desk.queued];
  for await (const { key } of desk.state.list("")) {
    kept.push(key, new TextDecoder().decode((await desk.state.get(key))!.bytes));
  }
  // The message, its retry, how the recipient fares, and that it is gone; the latter two with their keys.
  expect(kept).toHaveLength(6);
  for (const each of [...kept, ...desk.problems]) {
    expect(each).not.toContain(SECRET.slice("whsec_".length));
    expect(each).not.toContain("hooks/dateline");
  }
});

test("an endpoint that has been taken out of the file, or whose file is gone, is sent nothing more", async () => {
  for (const remove of [
    (desk: WebhookDesk) => desk.configure(ENDPOINT.replace("/hooks/", "/other/")),
    (desk: WebhookDesk) => desk.settings.delete("webhooks.yaml"),
  ]) {
    const desk = await deskWithMessage();
    await remove(desk);
    expect(await desk.deliver()).toEqual([{ ended: 1 }]);
    expect(desk.received).toEqual([]);
  }
});

test("a new secret counts for what waits already", async () => {
  const desk = await deskWithMessage();
  const secret = `whsec_${Buffer.alloc(24, "n").toString("base64")}`;
  await desk.configure(ENDPOINT.replace(SECRET, secret));
  await desk.deliver();
  const [{ headers, body }] = desk.received as [(typeof desk.received)[0]];
  const expected = new Webhook(secret).sign(headers["webhook-id"]!, desk.newsroom.now, body);
  expect(headers["webhook-signature"]).toBe(expected);
});

test("an endpoint that answers 410 is reported and sent nothing more, until the file changes", async () => {
  const desk = await deskWithMessage(`# ours\n${ENDPOINT}`);
  desk.answer = () => answered(410);
  expect(await desk.deliver()).toEqual([{ refused: 1 }]);
  expect(desk.problems).toEqual([
    "webhooks.yaml:2: the endpoint at reader.example is gone (status 410), and is sent nothing more; take it out, or change the file to try it again",
  ]);
  desk.received.splice(0);

  desk.answer = () => answered(204);
  await desk.newsroom.write(PATH, gulls("Two"));
  expect(await desk.hear(PATH)).toEqual([]);

  await desk.configure(`# ours again\n${ENDPOINT}`);
  await desk.newsroom.write(PATH, gulls("Three"));
  expect(await desk.hear(PATH)).toHaveLength(1);
});

test("an endpoint that is not at a public address is reported, and not tried again", async () => {
  const desk = await deskWithMessage();
  desk.answer = () => ({ outcome: "out-of-reach" });
  expect(await desk.deliver()).toEqual([{ refused: 1 }]);
  expect(desk.problems).toEqual([
    "webhooks.yaml:1: the endpoint at reader.example has no public address; name one that can be reached",
  ]);
  desk.newsroom.pass(3600);
  expect(await desk.deliver()).toEqual([]);
});

test("a mistake in the file is reported with its line and disables webhooks alone; what waits is sent once it is mended", async () => {
  const desk = await deskWithMessage();
  await desk.configure(`${ENDPOINT}  secert: x\n`);
  expect(await desk.deliver()).toEqual([{ failed: 1 }]);
  await desk.newsroom.write(PATH, gulls("Two"));
  expect(await desk.hear(PATH)).toEqual([]);
  expect(desk.problems).toEqual([
    "webhooks.yaml:3: an endpoint has a setting that does not exist; use url, secret, feeds",
  ]);
  await desk.configure(ENDPOINT);
  desk.newsroom.pass(10);
  expect(await desk.deliver()).toEqual([{ delivered: 1 }]);
});

test("one endpoint that fails holds up no other, and the operator sees how each fares", async () => {
  const desk = await deskWithMessage(`${ENDPOINT}- url: https://down.example/\n  secret: ${SECRET}\n`);
  desk.answer = ({ origin }) =>
    origin === "https://down.example" ? { outcome: "unanswered", cause: "ECONNREFUSED" } : answered(200);
  expect(await desk.deliver()).toEqual([{ delivered: 1, failed: 1 }]);
  const now = "2026-11-23T12:00:00.000Z";
  const recipients = await Array.fromAsync(recipientsOf(desk.state, "webhooks"));
  expect(recipients.sort((a, b) => (a.host < b.host ? -1 : 1))).toEqual([
    { host: "down.example", failing: { since: now, cause: "ECONNREFUSED", attempt: 1 } },
    { host: "reader.example", delivered: now },
  ]);
  desk.received.splice(0);
  desk.newsroom.pass(10);
  await desk.deliver();
  expect(desk.received.map(({ url }) => url)).toEqual(["https://down.example/"]);
});
