import { expect, test } from "vitest";
import { describeProblem } from "../../../lambdas/core/problem.ts";
import { articleIn, markdownWith, problemIn, problemOrNone } from "./reading.ts";

const paths = ["articles/a.md", "articles/a.html", "articles/a.txt"];
const many = (count: number, itemAt: (at: number) => string) => Array.from({ length: count }, (_, at) => itemAt(at));
const yamlList = (field: string, items: string[]) => `title: T\n${field}: [${items.join(", ")}]`;
const lineOf = (frontMatter: string) => describeProblem(problemIn(markdownWith(frontMatter)));

test.each([
  ["tags", 100, many(101, (at) => `t${at}`), "there are 101 tags where at most 100 are useful; keep those that matter"],
  ["tags", 100, many(10_000, (at) => at.toString(36)), "there are 10,000 tags"],
  ["authors", 50, many(1000, (at) => `A${at}`), "there are 1,000 authors"],
  ["enclosures", 100, many(1000, (at) => `media/${at}.mp3`), "there are 1,000 enclosures"],
  ["correction", 100, many(1000, (at) => `c${at}`), "there are 1,000 corrections"],
])("%s: more than %i are refused in one line, and so many are taken", (field, limit, items, expected) => {
  expect(lineOf(yamlList(field, items))).toContain(`articles/a.md:3: ${expected}`);
  const article = articleIn(markdownWith(yamlList(field, items.slice(0, limit))));
  expect(article[field === "correction" ? "corrections" : (field as "tags")]).toHaveLength(limit);
});

test("10,000 tags are refused however they are written, and the same tag 10,000 times is one", () => {
  const tags = many(10_000, (at) => `tag-${at}`);
  expect(problemIn(`<title>T</title><meta name="keywords" content="${tags.join()}">`, "articles/a.html").cause).toContain(
    "there are 10,000 tags",
  );
  expect(lineOf(`title: T\ntags:\n${tags.map((tag) => `  - ${tag}`).join("\n")}\nsection: S`)).toBe(
    'articles/a.md:3: the settings are 126 KB long where 64 have room, most of them in "tags"; shorten them',
  );
  expect(articleIn(markdownWith(yamlList("tags", many(10_000, () => "fog")))).tags).toEqual(["fog"]);
}); // prettier-ignore

test("the name of a section, a tag or an author has at most 200 characters", () => {
  const [longest, tooLong] = ["é".repeat(200), "é".repeat(201)];
  const why = "a text of 201 characters stands where at most 200 have room; shorten it";
  expect(lineOf(`title: T\nsection: ${tooLong}`)).toBe(`articles/a.md:3: ${why}`);
  expect(lineOf(`title: T\ntags:\n- a\n- ${tooLong}`)).toBe(`articles/a.md:5: ${why}`);
  expect(lineOf(`title: T\ntags: a, ${tooLong}`)).toBe(`articles/a.md:3: ${why}`);
  expect(lineOf(`title: T\nauthors:\n- name: ${tooLong}`)).toBe(`articles/a.md:4: ${why}`);
  expect(articleIn(markdownWith(`section: ${longest}\ntags: [${longest}]\nauthors: ${longest}`))).toMatchObject({
    section: longest,
    tags: [longest],
    authors: [{ name: longest }],
  });
});

test("a section may be called anything, and a slug may not: only the slug is the author's word for an address", () => {
  for (const section of ["../x", "..", "/", "!!!"]) {
    expect(articleIn(markdownWith(`section: "${section}"`)).section).toBe(section);
  }
  expect(lineOf("title: T\nslug: ../x")).toBe('articles/a.md:3: the slug "../x" cannot stand in a URL; write slug: x');
  expect(lineOf("slug: ..")).toContain("write lower-case letters, digits and single hyphens");
});

const megabytes = (text: string, count: number) => text.repeat((count * 1024 * 1024) / text.length);
const tenMegabytes = 9.5;

test.each([
  [
    "a byte more than 10 MB",
    `${megabytes("a", 10)}a`,
    "the file is larger than 10 MB; split it, or link to it as a file in content/media/",
  ],
  ["10 MB of front matter", markdownWith(`title: ${megabytes("a", tenMegabytes)}`), 'most of them in "title"'],
  ["10 MB of lines in front matter", markdownWith(`tags:\n${megabytes("- tags\n", 0.5)}`), 'most of them in "tags"'],
  ["front matter without an end", `---\n${megabytes("a: b\n", 0.4)}`, "never closed"],
])(
  "an article with %s is refused at once, with a line",
  (_name, text, expected) => {
    for (const path of paths) {
      const begun = process.threadCpuUsage();
      expect(describeProblem(problemIn(text, path))).toContain(expected);
      expect(process.threadCpuUsage(begun).user / 1000).toBeLessThan(2000);
    }
  },
  20_000,
);

const units = [
  "word ",
  "a",
  "*a* ",
  "[a](b) ",
  "`a` ",
  "&amp; ",
  "&#65;",
  "<",
  "<a href=x>",
  "a@b.example ",
  "https://a.example/b ",
  "a. B ",
  '"',
  "<!--",
  "<![CDATA[",
  "|",
  "# ",
  "é",
];
test.each(units)("a line with a megabyte of %j is read or refused within about a second", (unit) => {
  for (const path of paths) {
    const begun = process.threadCpuUsage();
    const text = megabytes(unit, 1);
    const refusal = /put data into files of their own|split the article|neither a title nor a text|nested deeper/;
    const problem = problemOrNone(text, path);
    if (problem !== undefined) expect(problem).toMatch(refusal);
    // Far above what it takes (below 0.5 s), far below what a quadratic pattern would.
    expect(process.threadCpuUsage(begun).user / 1000).toBeLessThan(4000);
  }
}, 20_000); // prettier-ignore

test("an article of the greatest length is refused with what to do, or read, and never with a library's words", () => {
  for (const unit of ["word ", "a. B ", "<", `${"word ".repeat(1000)}\n\n`]) {
    for (const path of paths) {
      expect(problemOrNone(megabytes(unit, tenMegabytes), path) ?? "").not.toMatch(/bug of Dateline|call stack/);
    }
  }
}, 60_000);

test("a table whose rows would all be filled up to the width of its first is refused before they are", () => {
  const row = (cell: string, count: number) => `${cell.repeat(count)}|\n`;
  const table = (columns: number, rows: number) => row("|a", columns) + row("|-", columns) + row("|b", 1).repeat(rows);
  expect(problemIn(table(10_000, 9000)).cause).toContain("more than 100000 items, cells and paragraphs");
  expect(articleIn(`# T\n\n${table(20, 100)}`).html.match(/<td>/g)).toHaveLength(2000);
});

test("there are at most 200,000 & and < in a text, also where they stand side by side", () => {
  const why = 'there are more than 200000 "&" and "<" in the text';
  for (const text of ["&", "<", "&amp;", "& ", "&a", "< "]) {
    expect([text, problemIn(`<p>x</p>${text.repeat(200_001)}`, "articles/a.html").cause]).toEqual([text, why]);
    expect(problemOrNone(`<p>x</p>${text.repeat(199_000)}`, "articles/a.html")).toBeUndefined();
  }
});
