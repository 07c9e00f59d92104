import type { Files } from "../../lambdas/core/ports.ts";
import type { Author } from "./author.ts";
import type { Dice } from "./dice.ts";

/** Where a publication runs that is edited while its processes are killed. */
export interface Home {
  name: string;
  /** What the address of each of its feeds starts with. */
  baseUrl: string;
  /** How somebody edits there. */
  content: Pick<Files, "get" | "put" | "delete">;
  /** How likely a chapter ends after an interruption, from 0 to 1. */
  stillness: number;
  subscribe(form: Record<string, string>): Promise<unknown>;
  /** Kills what works, while the author may go on. */
  interrupt(author: Author, dice: Dice): Promise<void>;
  /** Lets some time pass in which it does what is left to do. */
  work(): Promise<void>;
  /** What readers can get now, by key. */
  documents(): Promise<Record<string, Buffer>>;
  /** What `npm run build` makes of the same content and ledger. */
  cleanBuild(): Promise<Record<string, Buffer>>;
  /** What an operator has been told. */
  said(): Promise<string>;
  close(): Promise<void>;
}
