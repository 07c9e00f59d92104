import { expect, test } from "vitest";
import { writeTree } from "../../../lambdas/core/article/html-tree.ts";
import { sanitizeHtml } from "../../../lambdas/core/article/sanitize-html.ts";

const place = { baseUrl: "https://news.example/tide", path: "articles/2026/a.md" };

function safe(html: string): string {
  return writeTree(sanitizeHtml(html, place));
}

test.each([
  ["<script>alert(1)</script><p>a</p>", "<p>a</p>"],
  ["<style>p{}</style><p style='color:red' class=x id=y onclick=z() data-q=1>a</p>", "<p>a</p>"],
  ["<iframe src=https://x.example></iframe><p>a</p>", "<p>a</p>"],
  ["<form action=/x><input name=a><button>Send</button> it</form>", "<div>Send it</div>"],
  ["<object data=x><p>fallback</p></object><embed src=y>", "<p>fallback</p>"],
  ["<a href='javascript:alert(1)'>a</a>", "a"],
  ["<a href='jav&#x09;ascript:alert(1)'>a</a>", "a"],
  ["<a href='data:text/html,x'>a</a><a href=#top>b</a><a name=c>c</a>", "abc"],
  ["<svg><script>x</script><a href=y>z</a></svg><math><mi>n</mi></math>", "n"],
  ["<img src=x onerror=alert(1)>", '<img src="https://news.example/tide/articles/2026/x" alt="" />'],
  ["<img src=javascript:x><img alt=nothing><img src='data:image/gif;base64,AA'>", ""],
  ["<noscript><p title='</noscript><img src=x onerror=y>'>a</p></noscript>", '<p title="&lt;/noscript&gt;&lt;img src=x onerror=y&gt;">a</p>'],
  ["<textarea><img src=x onerror=y></textarea>a", "a"],
  ["<base href=https://evil.example/><p>a</p><meta http-equiv=refresh content=0><link rel=stylesheet href=x>", "<p>a</p>"],
  ["<!-- x --><p>a<!--[if IE]>b<![endif]--></p><?php c ?>", "<p>a</p>"],
])("nothing that runs, frames, submits or styles comes through: %s", (html, expected) => {
  expect(safe(html)).toBe(expected);
}); // prettier-ignore

test.each([
  "<img src=https://t.example/p.gif width=1 height=1>",
  "<img src=https://t.example/p.gif width=0>",
  "<img src=https://t.example/p.gif height='1px'>",
  "<img src=https://t.example/p.gif hidden>",
  "<img src=https://t.example/p.gif style='display: none'>",
  "<img src=https://t.example/p.gif style='width:1px;height:1px'>",
])("a tracking pixel goes: %s", (html) => {
  expect(safe(`<p>a${html}</p>`)).toBe("<p>a</p>");
});

test.each([
  ["<a href=b.html>x</a>", "https://news.example/tide/articles/2026/b.html"],
  ["<a href=../../media/b.pdf>x</a>", "https://news.example/tide/media/b.pdf"],
  ["<a href=media/b.pdf>x</a>", "https://news.example/tide/media/b.pdf"],
  ["<a href=/b>x</a>", "https://news.example/b"],
  ["<a href=//cdn.example/b>x</a>", "https://cdn.example/b"],
  ["<a href='?a=b'>x</a>", "https://news.example/tide/articles/2026/a.md?a=b"],
  ["<a href='HTTPS://Ünï.example/ä b|c?d=[e]&f=100%#g#h'>x</a>", "https://xn--n-nga1b.example/%C3%A4%20b%7Cc?d=%5Be%5D&amp;f=100%25#g%23h"],
  ["<a href=mailto:a@b.example>x</a>", "mailto:a@b.example"],
  ["<a href=tel:+431>x</a>", "tel:+431"],
])("a link becomes absolute: %s", (html, expected) => {
  expect(safe(html)).toBe(`<a href="${expected}">x</a>`);
}); // prettier-ignore

test("every other address becomes absolute, too", () => {
  expect(safe("<video poster=media/p.jpg src=v.mp4 controls autoplay><track src=media/t.vtt kind=captions></video>")).toBe(
    '<video poster="https://news.example/tide/media/p.jpg" src="https://news.example/tide/articles/2026/v.mp4" controls="controls"><track src="https://news.example/tide/media/t.vtt" kind="captions" /></video>',
  );
  expect(safe("<picture><source srcset='media/a.webp 1x, media/b.webp 2x, javascript:x 3x'><img src=media/a.jpg alt='A \"b\"'></picture>")).toBe(
    '<picture><source srcset="https://news.example/tide/media/a.webp 1x, https://news.example/tide/media/b.webp 2x" /><img src="https://news.example/tide/media/a.jpg" alt="A &quot;b&quot;" /></picture>',
  );
  expect(safe("<blockquote cite=c>q</blockquote>")).toBe('<blockquote cite="https://news.example/tide/articles/2026/c">q</blockquote>');
}); // prettier-ignore

test.each([
  ["<p>a<br>b<hr>c", "<p>a<br />b</p><hr />c"],
  ["<p>a <b>b <i>c</b> d</i>", "<p>a <b>b <i>c</i></b> d</p>"],
  ["<p><span>a<div>b</div></span></p>", "<div><span>a<div>b</div></span></div>"],
  ["<a href=/x>a <span><a href=/y>b</a></span></a>", '<a href="https://news.example/x">a <span>b</span></a>'],
  ["<li>a<li>b", "<div>a</div><div>b</div>"],
  ["<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"],
  ["<table>a<tr><td>b<td>c</table>", "a<table><tbody><tr><td>b</td><td>c</td></tr></tbody></table>"],
  ["<h2>a<span><h3>b</h3></span></h2>", "<h2>a<span>b</span></h2>"],
  ["<dl><div><dt>a<dd>b</div>c</dl>", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>"],
  ["<p></p><p>\u00A0</p><div><figure></figure></div>a", "a"],
  ["a &nbsp;&eacute;&#8212;&hearts; &bogus &lt;b&gt; &amp;amp; 'x' \"y\"", "a \u00A0é—♥ &amp;bogus &lt;b&gt; &amp;amp; 'x' \"y\""],
  ["<p title='a&#10;b' title=c dir=RTL lang=de_at>x</p>", '<p title="a b" dir="rtl" lang="de-AT">x</p>'],
  ["<center>a</center><strike>b</strike><bdo dir=rtl>c</bdo><font color=red>d</font>", '<div>a</div><s>b</s><bdi dir="rtl">c</bdi>d'],
  ["&#0;&#1;&#x80;&#xFFFE;&#xD800;x", "?€?x"],
])("the output is well-formed in XML and without an error in HTML: %s", (html, expected) => {
  expect(safe(html)).toBe(expected);
  expect(safe(expected)).toBe(expected);
}); // prettier-ignore

test("nesting, attributes and elements beyond reason are refused", () => {
  expect(() => safe("<div>".repeat(100_000))).toThrow("nested deeper than 100");
  expect(() => safe(`<p ${Array.from({ length: 1000 }, (_, at) => `a${at}`).join(" ")}>`)).toThrow("attributes");
  expect(() => safe("<br>".repeat(60_000))).toThrow("elements");
});
