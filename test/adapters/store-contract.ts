import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Files, Store } from "../../lambdas/core/ports.ts";

interface Opened<Kind> {
  store: Kind;
  close(): Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: { bytes: Uint8Array } | undefined) => found && new TextDecoder().decode(found.bytes);

/** What every `Files` adapter must do, whatever lies behind it. */
export function filesContract(name: string, open: () => Promise<Opened<Files>>): void {
  describe(`${name} keeps the contract of Files`, () => {
    let opened: Opened<Files>;
    let files: Files;
    beforeEach(async () => {
      opened = await open();
      files = opened.store;
    });
    afterEach(() => opened.close());

    const keys = async (prefix: string) => (await Array.fromAsync(files.list(prefix))).map(({ key }) => key);

    test("a key that was never written is undefined", async () => {
      expect(await files.get("a/b.txt")).toBeUndefined();
    });

    test("what was written is read back, byte for byte", async () => {
      const all = Uint8Array.from({ length: 256 }, (_, index) => index);
      await files.put("a/b.bin", all);
      expect(new Uint8Array((await files.get("a/b.bin"))!.bytes)).toEqual(all);
      await files.put("empty", new Uint8Array());
      expect((await files.get("empty"))!.bytes).toHaveLength(0);
    });

    test("the last of two writes wins and has another version", async () => {
      await files.put("a", bytes("one"));
      const first = await files.get("a");
      await files.put("a", bytes("two"));
      const second = await files.get("a");
      expect(text(second)).toBe("two");
      expect(second!.version).not.toBe(first!.version);
    });

    test("a deleted key is gone; deleting it again is no error", async () => {
      await files.put("a/b", bytes("x"));
      await files.delete("a/b");
      await files.delete("a/b");
      expect(await files.get("a/b")).toBeUndefined();
      expect(await keys("a/")).toEqual([]);
    });

    test("spaces, plus signs, accents, percent signs and long names are only characters", async () => {
      const odd = ["a b.md", "a+b.md", "a%20b.md", "été.md", "日本語.md", `${"x".repeat(200)}.md`, "q?a&b=c#d.md"];
      for (const key of odd) await files.put(`odd/${key}`, bytes(key));
      for (const key of odd) expect(text(await files.get(`odd/${key}`))).toBe(key);
      expect((await keys("odd/")).toSorted()).toEqual(odd.map((key) => `odd/${key}`).toSorted());
    });

    test("a listing holds every key below its prefix in the order of UTF-8 bytes, each with the version that get gives", async () => {
      for (const key of ["b", "a/2", "a-1", "a/1", "a/é", "a/z", "ab/1", "a/1.d/y"]) await files.put(key, bytes(key));
      const listed = await Array.fromAsync(files.list("a"));
      const sorted = listed.map(({ key }) => key).toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
      expect(listed.map(({ key }) => key)).toEqual(sorted);
      expect(await keys("a/")).toEqual(sorted.filter((key) => key.startsWith("a/")));
      expect(await keys("nothing/")).toEqual([]);
      for (const { key, version } of listed) expect((await files.get(key))!.version).toBe(version);
    });

    test("a listing goes on past a thousand keys and may be left early", async () => {
      const many = Array.from({ length: 1100 }, (_, index) => `many/${String(index).padStart(4, "0")}`);
      await Promise.all(many.map((key) => files.put(key, bytes(key))));
      expect(await keys("many/")).toEqual(many);
      for await (const { key } of files.list("many/")) {
        expect(key).toBe("many/0000");
        break;
      }
    });

    test("a reader among writers sees whole values only", async () => {
      const values = ["a", "b", "c"].map((letter) => letter.repeat(100_000));
      await files.put("k", bytes(values[0]!));
      const writing = (async () => {
        for (let round = 0; round < 30; round++) await files.put("k", bytes(values[round % 3]!));
      })();
      for (let round = 0; round < 30; round++) expect(values).toContain(text(await files.get("k")));
      await writing;
    });
  });
}

/** What every `Store` adapter must do beyond that: compare and swap. */
export function storeContract(name: string, open: () => Promise<Opened<Store>>): void {
  filesContract(name, open);
  describe(`${name} keeps the contract of Store`, () => {
    let opened: Opened<Store>;
    let store: Store;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    test("if-absent writes once", async () => {
      expect((await store.put("a", bytes("one"), "if-absent")).outcome).toBe("written");
      expect((await store.put("a", bytes("two"), "if-absent")).outcome).toBe("conflict");
      expect(text(await store.get("a"))).toBe("one");
    });

    test("if-version writes onto the version that was read or written, and onto no other", async () => {
      const first = await store.put("a", bytes("one"));
      if (first.outcome !== "written") throw new Error("an unconditional write cannot conflict");
      const second = await store.put("a", bytes("two"), { ifVersion: first.version });
      expect(second.outcome).toBe("written");
      expect((await store.put("a", bytes("three"), { ifVersion: first.version })).outcome).toBe("conflict");
      expect(text(await store.get("a"))).toBe("two");
      expect(second).toMatchObject({ version: (await store.get("a"))!.version });
    });

    test("if-version does not bring back a key that is gone", async () => {
      await store.put("a", bytes("one"));
      const { version } = (await store.get("a"))!;
      await store.delete("a");
      expect((await store.put("a", bytes("two"), { ifVersion: version })).outcome).toBe("conflict");
      expect(await store.get("a")).toBeUndefined();
    });

    test("of many who write onto nothing at once, one succeeds", async () => {
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.put("a", bytes(`${index}`), "if-absent")),
      );
      expect(all.filter(({ outcome }) => outcome === "written")).toHaveLength(1);
    });

    test("a counter that many raise by compare and swap loses none", async () => {
      await store.put("n", bytes("0"));
      const raise = async () => {
        for (;;) {
          const { bytes: found, version } = (await store.get("n"))!;
          const next = bytes(String(Number(text({ bytes: found })) + 1));
          if ((await store.put("n", next, { ifVersion: version })).outcome === "written") return;
        }
      };
      await Promise.all(Array.from({ length: 20 }, raise));
      expect(text(await store.get("n"))).toBe("20");
    });
  });
}
