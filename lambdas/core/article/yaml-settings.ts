import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { oneLine } from "./clean-text.ts";
import { Refusal } from "./refusal.ts";
import { plainValues, tooMuch } from "./yaml-values.ts";

/** What someone set by name, with the line of each thing, for the schema that checks it. */
export interface Settings {
  /** Strings, lists and objects of them; what is empty or null is left out. */
  values: Record<string, unknown>;
  /** 1-based line in the file of what stands at a path of keys and indexes, or of the nearest thing around it. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Far more than anybody writes; what is larger is an attack or a mistake, and parts of the parser take its square. */
const maxCharacters = 64 * 1024;

/**
 * A YAML 1.2 map whose scalars all stay strings: YAML's own idea of numbers, dates and `no` would change what the author
 * wrote (`007`, `1.10`, `2026-11-23`), and the schema knows better what each field is. Throws a `Refusal` for anything else.
 *
 * @param firstLine of the text in its file
 * @param isKnown whether a key is to be read; it may refuse one by throwing
 */
export function readYamlSettings(
  text: string,
  firstLine: number,
  isKnown: (key: string, line: number) => boolean,
): Settings {
  const { document, lineAt, isEmpty } = parse(text, firstLine);
  if (isEmpty) return { values: {}, lineOf: () => undefined };
  const root = document.contents;
  if (!isMap(root))
    throw new Refusal("the settings are no map", 'write "key: value" lines', lineAt(root?.range?.[0] ?? 0));

  const values: Record<string, unknown> = {};
  const plain = plainValues(document);
  const lines = new Map<string, number>();
  for (const { key, value } of root.items) {
    if (!isScalar(key) || typeof key.value !== "string") continue;
    const line = lineAt(key.range?.[0] ?? 0);
    if (!isKnown(key.value, line)) continue;
    if (lines.has(key.value)) throw new Refusal(`"${key.value}" is set twice`, "keep one of the two", line);
    lines.set(key.value, line);
    const set = plain(value, line);
    if (set !== undefined) values[key.value] = set;
  }
  const lineOf = (path: readonly (string | number)[]) =>
    nearestLine(document, path, 2, lineAt) ?? lines.get(String(path[0]));
  return { values, lineOf };
}

/** A YAML 1.2 list, read likewise; an empty file is an empty list, and an empty item is `undefined`. */
export function readYamlList(text: string): { values: unknown[]; lineOf: Settings["lineOf"] } {
  const { document, lineAt, isEmpty } = parse(text, 1);
  if (isEmpty) return { values: [], lineOf: () => undefined };
  const root = document.contents;
  if (!isSeq(root))
    throw new Refusal("the settings are no list", 'begin each with "- "', lineAt(root?.range?.[0] ?? 0));
  const lineOf = (path: readonly (string | number)[]) => nearestLine(document, path, 1, lineAt);
  const plain = plainValues(document);
  return { values: root.items.map((item, index) => plain(item, lineOf([index]) ?? 1)), lineOf };
}

type LineAt = (offset: number) => number;

function parse(text: string, firstLine: number): { document: Document; lineAt: LineAt; isEmpty: boolean } {
  if (text.length > maxCharacters) throw tooLong(text, firstLine);
  const counter = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    customTags: ["null"],
    lineCounter: counter,
    prettyErrors: false,
    // The check compares every key with every other; `readYamlSettings` looks at those that it knows.
    uniqueKeys: false,
    // Tags make dates, bytes and sets of what the author wrote, and not the same ones in every build of the parser.
    resolveKnownTags: false,
    logLevel: "silent",
  });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  const error = document.errors[0];
  if (error) {
    // The parser recurses, and says so when the stack is at its end.
    if (error.code === "RESOURCE_EXHAUSTION") throw tooMuch(lineAt(error.pos[0]));
    const why = `the YAML is broken: ${oneLine(error.message.split("\n")[0] ?? "")}`;
    throw new Refusal(
      why,
      'write "key: value" lines, and quotes around a value that holds a colon',
      lineAt(error.pos[0]),
    );
  }
  const root: unknown = document.contents;
  return { document, lineAt, isEmpty: root === null || (isScalar(root) && root.value === null) };
}

/** The line of what stands at a path, or of the nearest thing around it that is at least so deep. */
function nearestLine(
  document: Document,
  path: readonly (string | number)[],
  depth: number,
  lineAt: LineAt,
): number | undefined {
  for (let length = path.length; length >= depth; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) return lineAt(node.range[0]);
  }
  return undefined;
}

/** As a rule most of the text belongs to one key, and somebody has to look there. */
function tooLong(text: string, firstLine: number): Refusal {
  const keys = [...text.matchAll(/^([\w-]{1,40}):/gm)].slice(0, 1000);
  const spans = keys.map(({ index, 1: name = "" }, at) => {
    return { name, index, characters: (keys[at + 1]?.index ?? text.length) - index };
  });
  const longest = spans.reduce((one, other) => (other.characters > one.characters ? other : one), {
    name: "", index: 0, characters: 0,
  }); // prettier-ignore
  const most = longest.name === "" ? "" : `, most of them in "${longest.name}"`;
  const line = firstLine + text.slice(0, longest.index).split("\n").length - 1;
  const why = `the settings are ${Math.ceil(text.length / 1024)} KB long where ${maxCharacters / 1024} have room${most}`;
  return new Refusal(why, "shorten them", line);
}
