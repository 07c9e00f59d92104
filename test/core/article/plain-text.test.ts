import { expect, test } from "vitest";
import { articleIn } from "./reading.ts";

const lead = "The council voted on Monday to keep the old bridge, which carries 4,000 people a day.";
const second = "“We listened,” the mayor said, and she meant it.";
const third = "Work begins in spring & ends < 2027.";
const caption = "The bridge at dusk, seen from the fish market.";

function text(...parts: string[]) {
  return articleIn(parts.join("\n"), "articles/a.txt");
}

function paragraphs(...lines: string[]): string {
  return lines.map((line) => `<p>${line.replace("&", "&amp;").replace("<", "&lt;")}</p>`).join("");
}

const figure = `<figure><figcaption>${caption} <cite>Jo Miller/Reuters</cite></figcaption></figure>`;

test("a newsroom's export becomes headline, figure, lead and story", () => {
  const article = text("Bridge stays", "", "\u00A0", " ", caption, "", "\u00A0", "Jo Miller/Reuters", "", "", "", lead, "", second, "", third);
  expect(article.title).toBe("Bridge stays");
  expect(article.summary).toBe(lead);
  expect(article.html).toBe(figure + paragraphs(lead, second, third));
}); // prettier-ignore

test.each([
  "Jo Miller", "Jo Miller / AFP", "Photo: Jo Miller", "Photo by Jo Miller", "© 2026 Jo Miller", "AP", "White House",
  "Foto: dpa", "Pete Souza, White House", "María José de la Cruz", "(Jo Miller/AP)", "Jo Miller Jr.", "Jo Miller via Getty Images",
])("a short line without a full stop after a caption is its credit: %s", (credit) => {
  for (const gap of ["\n\n", "\n\n\n\n"]) {
    const article = text(["Bridge stays", caption, credit, lead, second].join(gap));
    expect(article.html).toBe(`<figure><figcaption>${caption} <cite>${credit}</cite></figcaption></figure>${paragraphs(lead, second)}`);
    expect(article.summary).toBe(lead);
  }
}); // prettier-ignore

test("a caption may do without a full stop when a credit follows", () => {
  const bare = "The mayor and the harbour master shake hands on the bridge";
  const article = text("Bridge stays", "", "\u00A0", bare, "", "", "Jo Miller", "", "", lead, "", second);
  expect(article.html).toBe(
    `<figure><figcaption>${bare} <cite>Jo Miller</cite></figcaption></figure>${paragraphs(lead, second)}`,
  );
});

test("a name below a letter is its writer's, not a photographer's", () => {
  expect(text("Keep the bridge", "", lead, "", "Jo Miller").html).toBe(paragraphs(lead, "Jo Miller"));
});

test("a credit without a caption stands alone in the figure", () => {
  const article = text("Bridge stays", "", "Jo Miller/Reuters", "", lead, "", second);
  expect(article.html).toBe(
    `<figure><figcaption><cite>Jo Miller/Reuters</cite></figcaption></figure>${paragraphs(lead, second)}`,
  );
});

test("a caption without a credit is one when wider gaps set it apart, or when it says so", () => {
  const apart = text("Bridge stays", "", "", caption, "", "", lead, "", second, "", third);
  expect(apart.html).toBe(`<figure><figcaption>${caption}</figcaption></figure>${paragraphs(lead, second, third)}`);
  expect(apart.summary).toBe(lead);
  const pictured = text("Bridge stays", "", "Mayor Ada Roe (left) opens the bridge.", "", lead, "", second);
  expect(pictured.summary).toBe(lead);
});

test.each([
  ["one blank line everywhere", ["Bridge stays", "", lead, "", second, "", third]],
  ["two blank lines everywhere", ["Bridge stays", "", "", lead, "", "", second, "", "", third]],
  ["a gap after the headline alone", ["Bridge stays", "", "", "", lead, "", second, "", third]],
  ["no blank lines at all", ["Bridge stays", lead, second, third]],
  ["white space for blank lines", ["Bridge stays", "\u00A0", lead, " \t", second, "\u200B", third]],
])("without a photo the first paragraph stays the lead: %s", (_name, lines) => {
  const article = text(...lines);
  expect(article.title).toBe("Bridge stays");
  expect(article.summary).toBe(lead);
  expect(article.html).toBe(paragraphs(lead, second, third));
});

test("headings inside a story are no credits", () => {
  const article = text("Bridge stays", "", lead, "", "What Happens Next", "", second, "", "Who Pays", "", third);
  expect(article.summary).toBe(lead);
  expect(article.html).not.toContain("figure");
});

test("a byline or a date before the story is neither credit nor lead, and stays", () => {
  const article = text("Bridge stays", "", "By Jo Miller", "", "23 November 2026", "", lead);
  expect(article.summary).toBe(lead);
  expect(article.html).toBe(paragraphs("By Jo Miller", "23 November 2026", lead));
});

test("references to other stories become related reading, in their place", () => {
  const article = text("Bridge stays", "", lead, "", "More from The Tide: Ferry <returns>", "", "See also: Fog", "", second);
  expect(article.html).toBe(
    `${paragraphs(lead)}<aside><ul><li>More from The Tide: Ferry &lt;returns&gt;</li><li>See also: Fog</li></ul></aside>${paragraphs(second)}`,
  );
  const first = text("Bridge stays", "", "More from The Tide: Ferry returns.", "", "Jo Miller", "", lead, "", second);
  expect(first.summary).toBe(lead);
  expect(text("Bridge stays", "", "More from the council was expected: it never came, said the mayor.", "", lead).html).toContain(lead.slice(0, 20));
}); // prettier-ignore

test("with an image in front matter, caption and credit are that image's", () => {
  const article = text("---", "image: media/b.jpg", "---", "Bridge stays", "", caption, "", "Jo Miller/Reuters", "", lead, "", second);
  expect(article.image).toEqual({ url: "https://news.example/tide/media/b.jpg", alt: "", caption, credit: "Jo Miller/Reuters" });
  expect(article.html).toBe(paragraphs(lead, second));
}); // prettier-ignore

test("hard-wrapped lines are joined, deliberate ones kept", () => {
  const article = text(
    "Bridge stays",
    "",
    "The council voted on Monday to keep the old bridge, which carries",
    "four thousand people a day. It was built in 1911 and was closed",
    "twice.",
    "",
    "Harbour Office",
    "Pier Square 1",
    "Port Ansel",
  );
  expect(article.html).toBe(
    "<p>The council voted on Monday to keep the old bridge, which carries four thousand people a day. It was built in 1911 and was closed twice.</p>" +
      "<p>Harbour Office<br />Pier Square 1<br />Port Ansel</p>",
  );
});

test("lists become lists, and years and dashes do not", () => {
  expect(text("T", "", "- one", "- two", "", "1. a", "2. b", "", "3) c").html).toBe(
    "<ul><li>one</li><li>two</li></ul><ol><li>a</li><li>b</li><li>c</li></ol>",
  );
  expect(text("T", "", "1995. A good year.", "", "– No, he said.").html).toBe(
    "<p>1995. A good year.</p><p>– No, he said.</p>",
  );
});

test("web addresses are links without the punctuation around them", () => {
  expect(text("T", "", "See https://x.example/a_(b)?c=1&d=2, or (http://y.example/).").html).toBe(
    '<p>See <a href="https://x.example/a_(b)?c=1&amp;d=2">https://x.example/a_(b)?c=1&amp;d=2</a>, or (<a href="http://y.example/">http://y.example/</a>).</p>',
  );
});

test("markup in plain text is text", () => {
  expect(text("T <b>", "", '<script>alert(1)</script> & "it" *is*')).toMatchObject({
    title: "T <b>",
    html: '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; "it" *is*</p>',
  });
});

test("a single line is a headline, and a paragraph without one gets a title", () => {
  expect(text("Bridge stays")).toMatchObject({ title: "Bridge stays", html: "", summary: "" });
  const long = "The council met again and again. ".repeat(20);
  const article = text(long);
  expect(article.title).toMatch(/^The council .*…$/);
  expect(article.html).toBe(`<p>${long.trim()}</p>`);
  const wrapped = text("The council voted on Monday to keep the", "old bridge. It was close.", "", second);
  expect(wrapped.title).toBe("The council voted on Monday to keep the old bridge");
  expect(wrapped.html).toContain("It was close.");
});

test("a title in front matter is not said twice", () => {
  expect(text("---", "title: Bridge stays", "---", "BRIDGE STAYS", "", lead).html).toBe(paragraphs(lead));
  expect(text("---", "title: Bridge stays", "---", lead, "", second).html).toBe(paragraphs(lead, second));
});

test("list items with blank lines between them are read in a time that grows with their number alone", () => {
  const start = process.cpuUsage();
  const { html } = articleIn(`Headline\n\n${"- a\n\n".repeat(40_000)}`, "articles/a.txt");
  const { user, system } = process.cpuUsage(start);
  expect(html.match(/<li>/g)).toHaveLength(40_000);
  // Half a second; half a minute when each is copied with all before it.
  expect(user + system).toBeLessThan(5e6);
});
