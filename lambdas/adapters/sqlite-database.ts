import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Long enough for another process to finish a write, short enough to notice one that never will. */
const BUSY_MILLIS = 10_000;

/**
 * Opens or creates a database, with its folders. What was written survives `kill -9`.
 *
 * @param schema makes the tables that are not there yet
 * @throws when the file cannot be opened, or is no database
 */
export function openDatabase(path: string, schema: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path, { timeout: BUSY_MILLIS });
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${schema}`);
    return database;
  } catch (error) {
    throw new Error(`cannot open ${path}`, { cause: error });
  }
}
