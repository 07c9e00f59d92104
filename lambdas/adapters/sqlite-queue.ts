import { randomUUID } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Clock, Message, Queue, Taken } from "../core/ports.ts";
import { openDatabase } from "./sqlite-database.ts";

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY, queue TEXT NOT NULL, due INTEGER NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0, receipt TEXT UNIQUE, body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS messages_due ON messages (queue, due, number);
`;

/** What the queues of one machine have in common. */
export interface SqliteQueueOptions {
  /** The file, which any number of queues share. */
  path: string;
  name: string;
  clock: Clock;
  /** How long a worker may keep a message before somebody else gets it. */
  silenceSeconds: number;
}

/** A `Queue` in a file, which survives `kill -9` and may be worked at by several processes. */
export class SqliteQueue implements Queue {
  readonly #database: DatabaseSync;
  readonly #options: SqliteQueueOptions;
  readonly #send: StatementSync;
  readonly #take: StatementSync;
  readonly #done: StatementSync;

  /** Opens or creates the file, with its folders. */
  constructor(options: SqliteQueueOptions) {
    this.#options = options;
    this.#database = openDatabase(options.path, SCHEMA);
    this.#send = this.#database.prepare("INSERT INTO messages (queue, due, body) VALUES (?, ?, ?)");
    // One statement finds and takes: two workers never get the same message.
    this.#take = this.#database.prepare(`
      UPDATE messages SET attempt = attempt + 1, due = ?, receipt = number || '/' || ? WHERE number IN
        (SELECT number FROM messages WHERE queue = ? AND due <= ? ORDER BY due, number LIMIT ?)
      RETURNING body, attempt, receipt`);
    this.#done = this.#database.prepare("DELETE FROM messages WHERE receipt = ?");
  }

  async send(messages: readonly Message[]): Promise<void> {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      for (const { body, delaySeconds = 0 } of messages)
        this.#send.run(this.#options.name, this.#after(delaySeconds), body);
      this.#database.exec("COMMIT");
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  async take(atMost: number): Promise<Taken[]> {
    const { name, silenceSeconds } = this.#options;
    const rows = this.#take.all(this.#after(silenceSeconds), randomUUID(), name, this.#after(0), atMost);
    return rows.map((row) => ({ ...row })) as unknown as Taken[];
  }

  async done({ receipt }: Taken): Promise<void> {
    this.#done.run(receipt);
  }

  /** Gives back what was taken: nobody else works at this file, and whoever took it is dead. */
  reclaim(): void {
    const reclaim = "UPDATE messages SET due = ?, receipt = NULL WHERE queue = ? AND receipt IS NOT NULL";
    this.#database.prepare(reclaim).run(this.#after(0), this.#options.name);
  }

  /** How many messages there are, whether due, delayed or taken. */
  get length(): number {
    const row = this.#database
      .prepare("SELECT count(*) AS length FROM messages WHERE queue = ?")
      .get(this.#options.name);
    return row!.length as number;
  }

  close(): void {
    this.#database.close();
  }

  #after(seconds: number): number {
    return this.#options.clock().getTime() + seconds * 1000;
  }
}
