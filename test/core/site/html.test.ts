import { expect, test } from "vitest";
import { html, trusted } from "../../../lambdas/core/site/html.ts";

test("text is escaped in content and in attributes", () => {
  const text = `<a href="x" title='y'> & co`;
  expect(html`<p title="${text}">${text}</p>`.source).toBe(
    `<p title="&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt; &amp; co">&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt; &amp; co</p>`,
  );
});

test("markup inside markup is not escaped again", () => {
  expect(html`<p>${html`<b>${"&"}</b>`}${trusted("<i>x</i>")}</p>`.source).toBe("<p><b>&amp;</b><i>x</i></p>");
});

test("a list is joined without commas, each of its texts escaped, and nothing leaves no trace", () => {
  expect(html`${["a", "<", html`<br />`]}${undefined}${0}`.source).toBe("a&lt;<br />0");
});

test("an object that merely looks like markup is not taken for it", () => {
  const forged = { source: "<script>", toString: () => "<script>" };
  expect(() => html`${forged as unknown as string}`.source).toThrow();
});

test("control characters that HTML forbids are dropped, line breaks stay", () => {
  expect(html`${"a\u0000b\u0008c\u009fd\ne\tf"}`.source).toBe("abcd\ne\tf");
});
