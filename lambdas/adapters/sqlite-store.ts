import { randomUUID } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Condition, Listed, Store, Stored, Version, Written } from "../core/ports.ts";
import { openDatabase } from "./sqlite-database.ts";

const PAGE_KEYS = 1000;
/** Sorts behind every character: a key that starts with a prefix is less than the prefix with this at its end. */
const BEHIND_ALL = "\u{10FFFF}";
const SCHEMA = "CREATE TABLE IF NOT EXISTS objects (key TEXT PRIMARY KEY, version TEXT NOT NULL, bytes BLOB NOT NULL);";

type Row = { key: string; version: Version; bytes: Uint8Array };

/** A `Store` in one file: conditional writes that hold between processes and survive `kill -9`, without a lock of our own. */
export class SqliteStore implements Store {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens or creates the file at `path`, with its folders. */
  constructor(path: string) {
    this.#path = path;
    this.#database = openDatabase(path, SCHEMA);
  }

  async get(key: string): Promise<Stored | undefined> {
    const select = "SELECT version, bytes FROM objects WHERE key = ?";
    const row = this.#named(() => this.#prepare(select).get(key)) as Row | undefined;
    return row && { bytes: row.bytes, version: row.version };
  }

  async put(key: string, bytes: Uint8Array, condition?: Condition): Promise<Written> {
    const version = randomUUID();
    const { changes } = this.#named(() => this.#write(key, bytes, version, condition));
    return changes === 1 ? { outcome: "written", version } : { outcome: "conflict" };
  }

  #write(key: string, bytes: Uint8Array, version: Version, condition?: Condition) {
    if (condition === "if-absent") {
      const insert = "INSERT OR IGNORE INTO objects (key, version, bytes) VALUES (?, ?, ?)";
      return this.#prepare(insert).run(key, version, bytes);
    }
    if (condition) {
      const update = "UPDATE objects SET version = ?, bytes = ? WHERE key = ? AND version = ?";
      return this.#prepare(update).run(version, bytes, key, condition.ifVersion);
    }
    const upsert =
      "INSERT INTO objects (key, version, bytes) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET version = excluded.version, bytes = excluded.bytes";
    return this.#prepare(upsert).run(key, version, bytes);
  }

  async delete(key: string): Promise<void> {
    this.#named(() => this.#prepare("DELETE FROM objects WHERE key = ?").run(key));
  }

  async *list(prefix: string): AsyncGenerator<Listed> {
    const select = (from: ">" | ">=") =>
      this.#prepare(`SELECT key, version FROM objects WHERE key ${from} ? AND key < ? ORDER BY key LIMIT ?`);
    const end = prefix + BEHIND_ALL;
    let rows = this.#named(() => select(">=").all(prefix, end, PAGE_KEYS)) as Row[];
    while (rows.length > 0) {
      for (const { key, version } of rows) yield { key, version };
      // Most listings fit into one page: a query that finds nothing more would cost as much as the first.
      if (rows.length < PAGE_KEYS) return;
      rows = this.#named(() => select(">").all(rows.at(-1)!.key, end, PAGE_KEYS)) as Row[];
    }
  }

  /** SQLite says what is wrong, and not with which file. */
  #named<Done>(work: () => Done): Done {
    try {
      return work();
    } catch (cause) {
      throw new Error(`cannot use ${this.#path}`, { cause });
    }
  }

  /** Compiled once: a build asks a few questions a million times. */
  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }

  close(): void {
    this.#database.close();
  }
}
