import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Condition, Listed, Store, Stored, Version, Written } from "../core/ports.ts";

const PAGE_KEYS = 1000;
/** Long enough for another process to finish a write, short enough to notice one that never will. */
const BUSY_MILLIS = 10_000;

type Row = { key: string; version: Version; bytes: Uint8Array };

/** A `Store` in one file: conditional writes that hold between processes and survive `kill -9`, without a lock of our own. */
export class SqliteStore implements Store {
  readonly #database: DatabaseSync;

  /** Opens or creates the file at `path`, with its folders. */
  constructor(path: string) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#database = new DatabaseSync(path, { timeout: BUSY_MILLIS });
      this.#database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        CREATE TABLE IF NOT EXISTS objects (key TEXT PRIMARY KEY, version TEXT NOT NULL, bytes BLOB NOT NULL);
      `);
    } catch (error) {
      throw new Error(`cannot open ${path}`, { cause: error });
    }
  }

  async get(key: string): Promise<Stored | undefined> {
    const row = this.#database.prepare("SELECT version, bytes FROM objects WHERE key = ?").get(key) as Row | undefined;
    return row && { bytes: row.bytes, version: row.version };
  }

  async put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written> {
    const version = randomUUID();
    const { changes } = this.#write(key, bytes, version, condition);
    return changes === 1 ? { outcome: "written", version } : { outcome: "conflict" };
  }

  #write(key: string, bytes: Uint8Array, version: Version, condition?: Condition) {
    if (condition === "if-absent") {
      return this.#database
        .prepare("INSERT OR IGNORE INTO objects (key, version, bytes) VALUES (?, ?, ?)")
        .run(key, version, bytes);
    }
    if (condition) {
      return this.#database
        .prepare("UPDATE objects SET version = ?, bytes = ? WHERE key = ? AND version = ?")
        .run(version, bytes, key, condition.ifVersion);
    }
    return this.#database
      .prepare(
        "INSERT INTO objects (key, version, bytes) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET version = excluded.version, bytes = excluded.bytes",
      )
      .run(key, version, bytes);
  }

  async delete(key: string): Promise<void> {
    this.#database.prepare("DELETE FROM objects WHERE key = ?").run(key);
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    const page = this.#database.prepare("SELECT key, version FROM objects WHERE key > ? ORDER BY key LIMIT ?");
    const first = this.#database.prepare("SELECT key, version FROM objects WHERE key >= ? ORDER BY key LIMIT ?");
    let rows = first.all(prefix, PAGE_KEYS) as Row[];
    while (rows.length > 0) {
      for (const { key, version } of rows) {
        if (!key.startsWith(prefix)) return;
        yield { key, version };
      }
      rows = page.all(rows.at(-1)!.key, PAGE_KEYS) as Row[];
    }
  }

  close(): void {
    this.#database.close();
  }
}
