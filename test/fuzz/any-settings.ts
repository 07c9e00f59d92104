import * as fc from "fast-check";
import { anyLine } from "./any-text.ts";
import { anyUrl } from "./any-url.ts";
import { anyYaml } from "./any-yaml.ts";

const text = anyLine.map((line) => JSON.stringify(line));
const url = anyUrl.map((address) => JSON.stringify(address));
const kinds = fc.subarray(["sections", "tags", "authors", "languages"]).map((all) => `[${all.join(", ")}]`);

const meant: Record<string, fc.Arbitrary<string>> = {
  title: text,
  description: text,
  baseUrl: fc.oneof(
    fc.constantFrom("https://a.example", "https://a.example/deep/er/", "HTTP://A.example:8080", "https://ü.example", "https://a.example/ä ö", "https://u:p@a.example", "https://a.example/?x"), // prettier-ignore
    url,
  ),
  language: fc.constantFrom("en", "ar", "de-AT", "zh-Hant-TW", "fr", "xx", "en_GB", "i-klingon"),
  authors: fc.oneof(
    text,
    fc.tuple(text, url).map(([name, address]) => `[{name: ${name}, url: ${address}}, B <b@c.example>]`),
  ),
  copyright: text,
  icon: url,
  logo: url,
  tagAuthority: fc.constantFrom("a.example,2026", "a@a.example,2026-01", "A.example,2026", "a.example,2026-02-30", "x"),
  accentColor: fc.constantFrom('"#0a5468"', '"#0A5468"', "#0a5468", "red", '"#0a5468;x:url(//b.example)"'),
  feeds: kinds,
  entriesPerFeed: fc.constantFrom("1", "2", "500", "0", "-1", "1e2", "9999999999"),
  archives: kinds,
  hub: fc.constantFrom("true", "no", "maybe"),
  hubs: fc.array(fc.oneof(fc.constantFrom("https://hub.example/"), url), { maxLength: 3 }).map((all) => `[${all.join(", ")}]`), // prettier-ignore
};
const needed = ["title: The Tide", "description: News", "baseUrl: https://a.example", "language: en"];

/** What one setting may hold, between those that every publication needs: mostly of the right shape, with anything in it. */
export const anySettings: fc.Arbitrary<string> = fc
  .tuple(
    fc.uniqueArray(
      fc
        .constantFrom(...Object.keys(meant))
        .chain((name) =>
          fc
            .oneof({ weight: 6, arbitrary: meant[name]! }, { weight: 1, arbitrary: anyYaml })
            .map((value): [string, string] => [name, value]),
        ),
      { selector: ([name]) => name, maxLength: 5 },
    ),
    fc.oneof({ weight: 9, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.oneof(anyYaml, anyLine) }),
  )
  .map(([lines, stray]) => {
    const own = needed.filter((line) => !lines.some(([name]) => line.startsWith(`${name}:`)));
    return [...own, ...lines.map(([name, value]) => `${name}: ${value}`), stray].join("\n");
  });
