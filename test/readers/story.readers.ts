import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EDITED_FERRY, FERRY, FIRST, idOf, NEW, source } from "./articles.ts";
import { compareAll, FIELDS } from "./as-published.ts";
import { Newsroom } from "./newsroom.ts";
import { editedArticle, firstFetch, movedFeed, newArticle, unchanged, withdrawnArticle } from "./outcome.ts";
import { READERS } from "./readers.ts";
import { RecordedAddress, type Asked } from "./recorded-address.ts";
import { Subscription, type Poll } from "./subscription.ts";
import { fillTables } from "./tables.ts";

const PAGE = join(import.meta.dirname, "../../docs/readers.md");
const CONDITIONS = ["if-none-match", "if-modified-since"];

for (const { name, missing } of READERS) if (missing) console.warn(`${name} does not read here: it needs ${missing}.`);

describe("readers that follow the publication", () => {
  const record: Asked[] = [];
  const subscriptions: Subscription[] = [];
  /** What each made of each part of the story, by the heading in the table. */
  const seen = new Map<Subscription, Record<string, string>>();
  let newsroom: Newsroom;
  let address: RecordedAddress;
  let newAddress: RecordedAddress;

  beforeAll(async () => {
    address = await RecordedAddress.open(record);
    newAddress = await RecordedAddress.open(record);
    newsroom = await Newsroom.open(Object.fromEntries(FIRST.map((article) => [article.file, source(article)])));
    await newsroom.serveAs(address.url);
    address.handTo(newsroom.origin);
    for (const reader of READERS.filter(({ missing }) => !missing)) {
      for (const file of reader.reads) {
        const folder = await newsroom.folder(`${reader.name.replace("/", "-")}-${file}`);
        const subscription = new Subscription(reader, file, folder, record);
        subscriptions.push(subscription);
        seen.set(subscription, {});
      }
    }
  });
  afterAll(async () => {
    for (const reader of READERS) await reader.close?.();
    address.close();
    newAddress.close();
    await newsroom.close();
  });

  /** Lets every reader poll, one after the other, and notes what it made of it. */
  async function everyone(heading: string, poll: (each: Subscription) => Promise<string>): Promise<void> {
    for (const each of subscriptions) seen.get(each)![heading] = await poll(each);
  }

  test("whoever comes for the first time gets every article once, under its id", async () => {
    await everyone("First fetch", async (each) => {
      const poll = await each.poll(address.url);
      expect(ids(poll), nameOf(each)).toEqual(FIRST.map(idOf).sort());
      const fields = compareAll(poll.after, FIRST, address.url);
      FIELDS.forEach((field, index) => (seen.get(each)![field] = fields[index]!));
      return firstFetch(poll);
    });
  });

  test("whoever asks with what it was told the time before hears 304, and nobody has anything new", async () => {
    await everyone("Unchanged", async (each) => {
      // Some remember what they were told only from the second time on.
      const polls = [await each.poll(address.url), await each.poll(address.url)] as const;
      const [{ headers, status }] = polls[1].asked as [Asked];
      expect(status, nameOf(each)).toBe(CONDITIONS.some((name) => name in headers) ? 304 : 200);
      expect(polls[1].after, nameOf(each)).toEqual(polls[0].before);
      Object.assign(seen.get(each)!, waysOfAsking(headers));
      return unchanged(...polls);
    });
  });

  test("a new article is one item more", async () => {
    await newsroom.write(NEW.file, source(NEW));
    await newsroom.publishes(NEW.title, true);
    await everyone("New article", async (each) => {
      const poll = await each.poll(address.url);
      expect(ids(poll), nameOf(each)).toEqual([...FIRST, NEW].map(idOf).sort());
      return newArticle(poll);
    });
  });

  test("an edited article keeps its id, and no other changes", async () => {
    await newsroom.write(FERRY.file, source(EDITED_FERRY));
    await newsroom.publishes(EDITED_FERRY.title, true);
    await everyone("Edited article", async (each) => {
      const poll = await each.poll(address.url);
      expect(new Set(ids(poll)), nameOf(each)).toEqual(new Set([...FIRST, NEW].map(idOf)));
      expect(others(poll.after), nameOf(each)).toEqual(others(poll.before));
      return editedArticle(poll, EDITED_FERRY);
    });
    function others(items: Poll["after"]) {
      return items.filter(({ id }) => id !== idOf(FERRY));
    }
  });

  test("a withdrawn article takes no other with it", async () => {
    await newsroom.withdraw(NEW.file);
    await newsroom.publishes(NEW.title, false);
    await everyone("Withdrawn article", async (each) => {
      const poll = await each.poll(address.url);
      expect(ids(poll), nameOf(each)).toEqual(expect.arrayContaining(FIRST.map(idOf)));
      return withdrawnArticle(poll, NEW);
    });
  });

  test("a publication that moves has the same ids at its new address, so nobody has an article twice", async () => {
    await newsroom.serveAs(newAddress.url);
    newAddress.handTo(newsroom.origin);
    address.moveTo(newAddress.url);
    await everyone("Moved", async (each) => {
      const poll = await each.poll(address.url);
      expect(ids(poll), nameOf(each)).toEqual(ids({ after: poll.before }));
      return movedFeed(poll, await each.poll(address.url), newAddress.url);
    });
  });

  test("docs/readers.md says what was seen", async () => {
    const rows = subscriptions.map((each) => ({
      Reader: each.reader.name,
      Document: `\`${each.file}\``,
      ...seen.get(each)!,
    }));
    const page = await readFile(PAGE, "utf8");
    await expect(fillTables(page, READERS, rows)).toMatchFileSnapshot(PAGE);
  });
});

function ids({ after }: Pick<Poll, "after">): string[] {
  return after.map(({ id }) => id ?? "").sort();
}

function nameOf({ reader, file }: Subscription): string {
  return `${reader.name}, ${file}`;
}

function waysOfAsking(headers: Asked["headers"]): Record<string, string> {
  const named = (names: string[]) => names.filter((name) => name in headers).map((name) => `\`${name}\``);
  return {
    "Asks again with": named(CONDITIONS).join(", ") || "nothing",
    "Accept-Encoding": headers["accept-encoding"] ?? "none",
    "A-IM": headers["a-im"]?.toString() ?? "none",
  };
}
