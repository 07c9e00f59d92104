import { expect, test } from "vitest";
import { articleIn, problemIn } from "./reading.ts";

test("GitHub's Markdown is read: tables, task lists, strikethrough, autolinks, raw HTML", () => {
  const { html } = articleIn(
    "# T\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n~~old~~ https://x.example <b onclick=x>bold</b><script>y</script>\n\n```js\na < b\n```",
  );
  expect(html).toBe(
    "<table><thead><tr><th>a</th><th align=\"center\">b</th></tr></thead><tbody><tr><td>1</td><td align=\"center\">2</td></tr></tbody></table>\n" +
      "<ul><li>☑ done</li><li>☐ open</li></ul>\n" +
      '<p><del>old</del> <a href="https://x.example/">https://x.example</a> <b>bold</b></p>\n' +
      "<pre><code>a &lt; b\n</code></pre>",
  );
}); // prettier-ignore

test("the first heading is the title when there is none, and is not said twice", () => {
  expect(articleIn("# The *ferry* &amp; I\n\nText.")).toMatchObject({ title: "The ferry & I", html: "<p>Text.</p>" });
  expect(articleIn("Text.\n\n## Later\n\nMore.")).toMatchObject({ title: "Later", summary: "Text." });
  expect(articleIn("Text.\n\n## Later\n\nMore.").html).toContain("<h2>Later</h2>");
  expect(articleIn("---\ntitle: T\n---\n# t\n\nText.").html).toBe("<p>Text.</p>");
  expect(articleIn("---\ntitle: T\n---\n# Other\n\nText.").html).toBe("<h1>Other</h1>\n<p>Text.</p>");
  expect(articleIn("![a ferry](media/f.jpg)\n\n# T\n\nText.").html).toContain("<h1>T</h1>");
});

test("a text without title and heading is titled by its first sentence, or as many of its words as fit", () => {
  expect(articleIn("The ferry is back. It is slow.").title).toBe("The ferry is back");
  const { title } = articleIn("word ".repeat(100));
  expect(title).toMatch(/^(word )+word…$/);
  expect(title.length).toBeLessThanOrEqual(100);
  expect(articleIn("漢字".repeat(200)).title).toMatch(/^(漢字)+漢?…$/);
  expect(articleIn("👩‍🚀".repeat(200)).title).not.toMatch(/\p{Cs}/u);
});

test("the summary is the first paragraph of the story, in plain text, cut at a word", () => {
  expect(articleIn("# T\n\n> Quote of the day, by someone who knows.\n\nThe **lead** &lt;is&gt; here.").summary).toBe("The lead <is> here.");
  expect(articleIn("# T\n\n<figure><figcaption>A caption.</figcaption></figure>\n\nLead.").summary).toBe("Lead.");
  const { summary } = articleIn(`# T\n\n${"some words ".repeat(100)}`);
  expect(summary).toMatch(/(some|words)…$/);
  expect(summary.length).toBeGreaterThan(380);
  expect(articleIn("# T\n\n- one\n- two").summary).toBe("one");
}); // prettier-ignore

test("no title and no text is a problem; either alone, or a described image, is an article", () => {
  for (const path of ["articles/a.md", "articles/a.txt", "articles/a.html"]) {
    for (const empty of ["", " \n\u00A0\n", "---\ntags: a\n---\n"]) {
      expect(problemIn(empty, path).cause).toBe("the article has neither a title nor a text");
    }
  }
  expect(problemIn("<script>x</script>").cause).toContain("neither");
  expect(articleIn("---\ntitle: T\n---\n")).toMatchObject({ title: "T", summary: "", html: "" });
  expect(articleIn("![A ferry](media/f.jpg)").title).toBe("A ferry");
  expect(problemIn("![](media/f.jpg)").cause).toContain("neither");
});

const page = `<!doctype html>
<html lang="de-at"><head><meta charset="utf-8">
<title>Die Fähre &amp; ich</title>
<meta name="description" content="Sie ist zurück.">
<meta name="author" content="Jane Doe"><meta name="author" content="Ada">
<meta property="article:author" content="https://social.example/jane">
<meta property="article:published_time" content="2026-11-23T12:00:00+01:00">
<meta property="article:section" content="Hafen">
<meta name="keywords" content="Fähre, Nebel">
<meta name="slug" content="faehre">
<link rel="canonical" href="https://elsewhere.example/faehre">
<meta property="og:image" content="../media/f.jpg"><meta property="og:image:alt" content="Fähre">
</head><body><nav>Start</nav><article><header><h1>Die Fähre &amp; ich</h1></header><p>Lead.</p></article><footer>©</footer></body></html>`;

test("an HTML page says in its head what others say in front matter", () => {
  expect(articleIn(page, "articles/a.html")).toEqual({
    path: "articles/a.html",
    title: "Die Fähre & ich",
    summary: "Sie ist zurück.",
    html: "<p>Lead.</p>",
    published: "2026-11-23T11:00:00Z",
    authors: [{ name: "Jane Doe" }, { name: "Ada" }],
    section: "Hafen",
    tags: ["Fähre", "Nebel"],
    language: "de-AT",
    slug: "faehre",
    link: "https://elsewhere.example/faehre",
    image: { url: "https://news.example/tide/media/f.jpg", alt: "Fähre" },
    enclosures: [],
    corrections: [],
    draft: false,
    lines: { slug: 10 },
  });
});

test("front matter comes before a page's head, and a head's mistakes have their line", () => {
  expect(articleIn(`---\ntitle: T\n---\n${page}`, "articles/a.html")).toMatchObject({ title: "T", section: "Hafen" });
  expect(
    problemIn("---\ntags: a\n---\n<title>T</title>\n<meta name=date content=2026-02-31>", "articles/a.html").line,
  ).toBe(5);
});

function markupOf(markup: string): string {
  return articleIn(`<title>T</title>${markup}`, "articles/a.htm").html;
}

test("the markup is the only article's, else the only main's, else the body's, else everything", () => {
  expect(markupOf("<main><p>a</p><article>b</article></main>")).toBe("b");
  expect(markupOf("<main><article>a</article><article>b</article></main>c")).toBe(
    "<article>a</article><article>b</article>",
  );
  expect(markupOf("<body><p>a</p><main></main></body>")).toContain("<p>a</p>");
  expect(markupOf("<p>a</p><p>b")).toBe("<p>a</p><p>b</p>");
});

test("a file of another kind, or of too many lines, is no article", () => {
  expect(problemIn("x", "articles/a.docx").remedy).toContain(".md");
  expect(problemIn("x", "articles/README").cause).toContain("no article");
  expect(problemIn("x", "articles/a.constructor").cause).toContain("no article");
  expect(problemIn("a\n".repeat(100_001)).cause).toContain("100000 lines");
  expect(articleIn("x", "articles/A.MARKDOWN").title).toBe("x");
});
