import * as fc from "fast-check";
import { anyLine } from "./any-text.ts";
import { anyUrl } from "./any-url.ts";
import { anyYaml } from "./any-yaml.ts";

const text = anyLine.map((line) => JSON.stringify(line));
const texts = fc.array(text, { maxLength: 5 }).map((all) => `[${all.join(", ")}]`);
const url = anyUrl.map((address) => JSON.stringify(address));
/** From 1990, as validators take earlier dates for mistakes; and some after the moment at which all this is published. */
const moment = fc
  .date({ min: new Date("1990-01-02"), max: new Date("2027-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const map = (fields: Record<string, fc.Arbitrary<string>>) =>
  fc
    .record(fields, { requiredKeys: [Object.keys(fields)[0]!] })
    .map((given) => `{${Object.entries(given).map(([key, value]) => `${key}: ${value}`).join(", ")}}`); // prettier-ignore
const list = (items: fc.Arbitrary<string>) => fc.array(items, { maxLength: 3 }).map((all) => `[${all.join(", ")}]`);

/** What authors mean to write: values of the right shape, with anything in them. */
const meant: Record<string, fc.Arbitrary<string>> = {
  title: text,
  summary: text,
  published: moment,
  updated: moment,
  authors: fc.oneof(text, texts, list(map({ name: text, email: fc.constantFrom('"a@b.example"', '"<x>"'), url, fediverse: fc.constantFrom('"@a@b.example"') }))),
  section: text,
  tags: fc.oneof(text, texts),
  language: fc.constantFrom("en", "de-AT", "zh-Hant", "ar", "xx", "en_US", "x-y", "i-klingon", '""'),
  id: fc.oneof(fc.uuid().map((uuid) => `urn:uuid:${uuid}`), fc.constantFrom('"tag:a.example,2026:x"', "https://a.example/1", '"tag:x"'), text),
  slug: fc.constantFrom("a", "fog-again", "../x", "archive", "con", "A B", "constructor", '""'),
  link: url,
  image: fc.oneof(url, map({ url, alt: text, caption: text, credit: text })),
  enclosures: list(map({ url, type: fc.constantFrom("audio/mpeg", "a/b; c=d", '"<x>/y"', '"audio/mpeg; x=\\"&\\""'), length: fc.constantFrom("1", "-1", "999999999999999", "1e3"), title: text, duration: fc.constantFrom("61", '"1:01:01"', "1e9") })),
  correction: fc.oneof(text, list(map({ text, at: moment }))),
  translationOf: fc.constantFrom("good.md", "../x", "articles/good.md", "a.md", "b.html"),
  draft: fc.constantFrom("false", "no", "true", "maybe"),
}; // prettier-ignore

const line = fc
  .constantFrom(...Object.keys(meant))
  .chain((name) =>
    fc
      .oneof({ weight: 5, arbitrary: meant[name]! }, { weight: 1, arbitrary: anyYaml })
      .map((value) => `${name}: ${value}`),
  );
const stray = fc.oneof(
  fc.tuple(anyLine, anyYaml).map(([key, value]) => `${JSON.stringify(key)}: ${value}`),
  fc.constantFrom("# comment", "<<: *a", "<<: {title: x}", "\ttitle: x", "  indented: x", "? a\n: b", "...", "%YAML 1.1", "a: &a [*a]", "__proto__: {title: x}", "--- x"), // prettier-ignore
);

/** The lines of front matter, from tidy to broken, and what encloses them. */
export const anyFrontMatter: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 8, arbitrary: line }, { weight: 1, arbitrary: stray }), { maxLength: 6 }),
    fc.constantFrom("---\n", "---\n", "---\n", "--- \t\n"),
    fc.constantFrom("\n---\n", "\n---\n", "\n---\n", "\n---  \n", "\n...\n", ""),
  )
  .map(([lines, open, close]) => open + lines.join("\n") + close);
