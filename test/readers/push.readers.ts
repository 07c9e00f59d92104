import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { FIRST, idOf, NEW, source } from "./articles.ts";
import { compareAll, FIELDS } from "./as-published.ts";
import { Unavailable } from "../python-environment.ts";
import { flaskWebsub } from "./flask-websub.ts";
import { freshrssSubscriber } from "./freshrss-subscriber.ts";
import { Newsroom } from "./newsroom.ts";
import { RecordedAddress, type Asked } from "./recorded-address.ts";
import type { Subscribed } from "./subscriber.ts";

const record: Asked[] = [];
let address: RecordedAddress;
let newsroom: Newsroom;
const closing: Subscribed[] = [];

beforeAll(async () => {
  address = await RecordedAddress.open(record);
  newsroom = await Newsroom.open(Object.fromEntries(FIRST.map((article) => [article.file, source(article)])));
  await newsroom.serveAs(address.url);
  address.handTo(newsroom.origin);
});
afterAll(async () => {
  for (const each of closing) await each.close();
  address.close();
  await newsroom.close();
});

const subscribers = [
  { subscriber: flaskWebsub, files: ["feed.xml", "atom.xml", "feed.json"] },
  // It finds hubs of RSS and Atom alone.
  { subscriber: freshrssSubscriber, files: ["feed.xml", "atom.xml"] },
];

test.for(subscribers)(
  "who has subscribed with $subscriber.name has a new article as it was published, without asking for it",
  async ({ subscriber, files }, { skip }) => {
    const subscribed: Subscribed[] = [];
    for (const file of files) {
      const folder = await newsroom.folder(`${subscriber.name}-${file}`);
      const each = await subscriber.subscribe(`${address.url}/${file}`, folder).catch((error: Error) => {
        if (error instanceof Unavailable) skip(error.message);
        throw error;
      });
      subscribed.push(each);
      closing.push(each);
    }
    record.length = 0;
    await newsroom.write(NEW.file, source(NEW));
    for (const [index, file] of files.entries()) {
      const items = await vi.waitUntil(
        async () => {
          const held = await subscribed[index]!.items();
          return held.some(({ id }) => id === idOf(NEW)) && held;
        },
        { timeout: 20_000 },
      );
      expect(compareAll(items, [NEW], address.url), file).toEqual(FIELDS.map(() => "yes"));
    }
    expect(record).toEqual([]);
    await newsroom.withdraw(NEW.file);
    await newsroom.publishes(NEW.title, false);
  },
);
