import type { BaseIssue } from "valibot";
import { cutAtWord, oneLine } from "./clean-text.ts";
import { Refusal } from "./refusal.ts";
import type { Settings } from "./yaml-settings.ts";

/** What a schema found, as a `Refusal`; `names` says of each field what it has to be, for issues that say only that it is not. */
export function refusalOf(
  issue: BaseIssue<unknown>,
  names: Readonly<Record<string, string>>,
  settings: Pick<Settings, "lineOf">,
): Refusal {
  const path = (issue.path ?? []).map((item) => item.key as string | number);
  const expected = names[String(path[0])] ?? "something else";
  // Our own messages have a remedy on their second line; valibot's have one line, in its own terms.
  const [why = "", remedy] = issue.message.split("\n");
  const where = path.join(".");
  const generic = issue.input === undefined ? `"${where}" is missing` : `"${where}" is not what it must be`;
  const cause = remedy === undefined ? generic : why;
  const line = settings.lineOf(path);
  return new Refusal(cutAtWord(oneLine(cause), 300), cutAtWord(oneLine(remedy ?? `write ${expected}`), 300), line);
}
