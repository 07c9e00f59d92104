import { afterAll, expect, test } from "vitest";
import { GuardedProcess } from "./guarded-process.ts";
import { expectSoundSite } from "./sound-site.ts";

const program = new GuardedProcess();
afterAll(() => program.end());

const MEGABYTE = 1024 * 1024;
const many = (count: number, textAt: (at: number) => string) => Array.from({ length: count }, (_, at) => textAt(at));
const megabyte = (unit: string) => unit.repeat(MEGABYTE / unit.length);
const yaml = (...lines: string[]) => `---\n${lines.join("\n")}\n---\nText.`;
const laughs = ["a0: &a0 [x, x]", ...many(60, (at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)];

/** Small files that would become large, or that naive programs read for hours. */
const bombs: Record<string, string> = {
  "a hundred thousand >": ">".repeat(1e5),
  "a hundred thousand > with spaces": "> ".repeat(1e5),
  "a hundred thousand [": "[".repeat(1e5),
  "a hundred thousand <div>": "<div>".repeat(1e5),
  "a hundred thousand quotes in lists": "- > ".repeat(1e5),
  "a hundred thousand lists, each in the one before": many(700, (at) => `${"  ".repeat(at)}- a`).join("\n"),
  "two to the power of sixty, in aliases": yaml(...laughs, "tags: *a60"),
  "two to the power of sixty, in merge keys": yaml("a0: &a0 { x: y }", ...many(60, (at) => `a${at + 1}: &a${at + 1} { <<: [*a${at}, *a${at}] }`), "authors: *a60"),
  "an alias that stands for what it is in": yaml("tags: &a [*a]"),
  "twenty thousand aliases": yaml("title: &a T", `tags: [${"*a,".repeat(20_000)}]`),
  "as many anchors as there is room for": yaml("title: T", `tags: [${many(4000, (at) => `&a${at} x,*a${at}`).join()}]`),
  "YAML as deep as there is room for": yaml(`tags: ${"[".repeat(60_000)}`),
  "block lists as deep as there is room for": yaml(`tags: ${"- ".repeat(30_000)}x`),
  "quotation marks, each alone on its line": yaml(`title: ${'"\n'.repeat(30_000)}`),
  "front matter of a megabyte": yaml(`title: ${megabyte("a")}`),
  "a megabyte on one line": megabyte("word "),
  "a megabyte in one word": megabyte("a"),
  "a million tags": "<b>".repeat(1e6),
  "a million end tags": "</p>".repeat(1e6),
  "megabytes of &": "&".repeat(5 * MEGABYTE),
  "megabytes of & and a letter": "&a".repeat(2 * MEGABYTE),
  "megabytes of <": "<".repeat(5 * MEGABYTE),
  "a table of a hundred thousand columns": `${"|a".repeat(1e5)}|\n${"|-".repeat(1e5)}|\n${"|b".repeat(1e5)}|\n`,
  "a table that its first row makes wide": `${"|a".repeat(1e4)}|\n${"|-".repeat(1e4)}|\n${"|b|\n".repeat(9e4)}`,
  "a hundred thousand rows": `a|b\n-|-\n${"a|b\n".repeat(99_000)}`,
  "a hundred thousand reference definitions": many(99_000, (at) => `[a${at}]: /x`).join("\n"),
  "definitions, and links to them": `${many(5e4, (at) => `[a${at}]: /x`).join("\n")}\n\n${many(2e4, (at) => `[a${at}]`).join("\n\n")}`,
  "list items with blank lines between": "- a\n\n".repeat(4e4),
  "one attribute of megabytes": `<a href="${"a".repeat(MEGABYTE)}">x</a>`,
  "half a million attributes": `<a ${"b ".repeat(5e5)}>x</a>`,
}; // prettier-ignore

/** Against the patterns of ours and of marked: much of what they repeat, and then nothing of what they wait for. */
const backtracking: Record<string, string> = {
  "emphasis that is opened": "*a **b ".repeat(1e5),
  "emphasis in emphasis": "*a ".repeat(3e4) + "b* ".repeat(3e4),
  underscores: "_a".repeat(3e5),
  "backticks of every length": many(1400, (at) => "`".repeat(at)).join(" "),
  "links that are opened": "[a](".repeat(2e5),
  "titles that are opened": '[a](b "'.repeat(1e5),
  "pictures that are opened": "![".repeat(3e5),
  "backslashes before brackets": "\\[".repeat(4e5),
  "addresses that never end": "<http://".repeat(1e5),
  "names of hosts": "www.".repeat(2e5),
  "mail addresses": `${"a.b-".repeat(2e5)}@`,
  "spaces within a line": `a${" ".repeat(1e6)}b`,
  "spaces before the number signs of a heading": `# a${" ".repeat(1e6)}#b`,
  "spaces in a definition": `[a]:${" ".repeat(1e6)}x`,
  "comments that are opened": "<!--".repeat(2e5),
  "tags that are opened": '<a b="'.repeat(1e5),
  "declarations that are opened": "<![CDATA[".repeat(1e5),
  "stars and spaces": "* ".repeat(1e5),
  "entities without an end": "&#".repeat(5e5),
  "quotation marks behind a sentence": `Headline\n\nA.${'"'.repeat(1e6)}x`,
  "see also, without a colon": `Headline\n\n${"see also ".repeat(1e5)}`,
  "web addresses without a host": `Headline\n\n${"http://".repeat(1e5)}`,
  "candidates of a srcset": `<img src=a srcset="${"a 1x,".repeat(2e5)}">`,
  "a style that might hide": `<img src=a style="${"display".repeat(1e5)}">`,
  "a width with spaces": `<img src=a width="${" ".repeat(1e6)}x">`,
  "an author's mail address": yaml(`authors: "${"a.".repeat(30_000)}@"`),
  "an author with a mail address": yaml(`authors: "${" ".repeat(50_000)}<"`),
  "a media type": yaml(`enclosures: [{ url: media/a, type: "a/b${"; a=b".repeat(8000)};" }]`),
  "a fediverse account": yaml(`authors: [{ name: A, fediverse: "@a@${"a-".repeat(20_000)}" }]`),
  "a language tag": yaml(`language: en${"-a".repeat(20_000)}`),
  "a slug": yaml(`slug: ${"a-".repeat(20_000)}`),
  "an id": yaml(`id: "tag:${"a.".repeat(20_000)},2026:x"`),
}; // prettier-ignore

test.each(Object.entries({ ...bombs, ...backtracking }))(
  "%s: published or refused within a second and 256 MB, whatever the file is called",
  async (_name, text) => {
    for (const extension of ["md", "html", "txt"]) {
      const published = await program.publish({ [`articles/a.${extension}`]: Buffer.from(text) });
      expect(published.documents.length).toBeGreaterThan(0);
      // Documents of some megabytes take the validators longer than the program.
      if (text.length < 1e5) expectSoundSite(published, "https://courier.example");
      for (const { cause, remedy } of published.problems) expect(cause + remedy).not.toMatch(/bug of|call stack/);
    }
  },
);

const frontMatters = Object.entries({ ...bombs, ...backtracking }).filter(([, text]) => text.startsWith("---\n"));
test.each(frontMatters)("%s: as settings, refused within a second and 256 MB", async (_name, text) => {
  const lines = text.replace(/^---\n|\n---\n.*$/g, "");
  const { problems } = await program.publish({ "publication.yaml": Buffer.from(lines) });
  expect(problems.map(({ path }) => path)).toEqual(["publication.yaml"]);
});
