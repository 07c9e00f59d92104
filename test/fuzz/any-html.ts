import * as fc from "fast-check";
import { anyLine, anyText } from "./any-text.ts";
import { anyUrl } from "./any-url.ts";

const TAGS =
  "a abbr address article aside audio b bdi bdo blockquote body br button caption center cite code col colgroup dd del details dialog div dl dt em fieldset figcaption figure font footer form frameset h1 h2 h3 header hgroup hr html i iframe image img input kbd li link main map marquee math menu meta nav nobr noembed noframes noscript object ol optgroup option p param picture plaintext pre q rb rp rt rtc ruby s samp script section select slot small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp annotation-xml desc foreignObject mglyph mi ms mtext use animate set x-y".split(
    " ",
  );
const URL_ATTRIBUTES = "href src srcset poster cite action formaction background data xlink:href ping longdesc".split(
  " ",
);
const ATTRIBUTES =
  "alt title lang dir width height colspan rowspan span start type reversed controls datetime value rel class id style hidden onclick onerror onload ONMOUSEOVER on\u0130click srcdoc name content itemprop property http-equiv charset encoding definitionurl is slot autofocus tabindex".split(
    " ",
  );
const VALUES = ["alert(1)", "1", "100%", "0", "en", "xx-YY", "rtl", "display:none", "x:expression(alert(1))", "<script>alert(1)</script>", "&lt;script&gt;", "text/html", "refresh", "0;url=javascript:alert(1)", "'", "&quot;", "`", ">", "/>", "-->", "]]>"]; // prettier-ignore

/** What got past sanitisers before: foreign content, elements that change how their text is read, markup that moves. */
const CLASSICS = [
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<svg><desc><foreignObject><style><img src=x onerror=alert(1)></style>",
  '<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)>',
  '<xmp><p title="</xmp><svg/onload=alert(1)>">',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
  '<title><a href="</title><img src=x onerror=alert(1)>">',
  "<template><script>alert(1)</script></template>",
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
  "<table><td><svg><desc><td></desc></svg><script>alert(1)</script></table>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<!--!><img src=x onerror=alert(1)>--!>",
  "<![CDATA[><img src=x onerror=alert(1)>]]>",
  "<svg><![CDATA[><img src=x onerror=alert(1)>]]>",
  '<?xml-stylesheet href="javascript:alert(1)"?><img src=x onerror=alert(1)>',
  "<img src=x onerror=alert(1)//",
  "<img/src='x'/onerror=alert(1)>",
  '<img src="x"onerror=alert(1)>',
  "<<script>alert(1)//<</script>",
  '<a href="javascript&colon;alert(1)">x</a>',
  "<a href=x\u0000 onclick=alert(1)>x</a>",
  "<p/onclick=alert(1)>x",
  "<svg><use href=\"data:image/svg+xml,<svg id='x' onload='alert(1)'/>#x\"/>",
  "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x",
  "<plaintext><script>alert(1)</script>",
  "</p></div></body></html><script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "<p>&amp;lt;img src=x onerror=alert(1)&amp;gt;",
  "<base href=javascript:alert(1)//><a href=/x>x</a>",
  "<ruby><rt><table><tr><rt>x",
  "<a><table><a>x</a></table></a>",
  "<b><p><i></b>x</i></p>",
  "<table>x<tr>y<td>z<caption>c</table>",
];

const attribute = fc.oneof(
  fc.tuple(fc.constantFrom(...URL_ATTRIBUTES), anyUrl),
  fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.oneof(fc.constantFrom(...VALUES), anyUrl, anyLine)),
);

/** ` name="value"`, in every way in which HTML lets one write it, and some in which it does not. */
const written = fc
  .tuple(attribute, fc.constantFrom(" ", "\n", "/", ""), fc.constantFrom('"', "'", "", "`"), fc.boolean())
  .map(([[name, value], gap, quote, closed]) => `${gap}${name}=${quote}${value}${closed ? quote : ""}`);
const attributes = fc.array(
  fc.oneof({ weight: 5, arbitrary: written }, { weight: 1, arbitrary: fc.constantFrom(" hidden", " =x", " <", " '") }),
  { maxLength: 4 },
);

const comment = anyLine.map((text) => `<!--${text}-->`);
const loose = fc.oneof(
  fc.constantFrom(...TAGS).map((tag) => `</${tag}>`),
  fc.constantFrom("<", "</", "<!", "<!--", "<!doctype html>", "<?", "<![CDATA[", "]]>", "</ x>", "<a", "&#x;", "&"),
);

/** Markup whose elements are nested, closed or left open, and hold what they may not. */
export const anyHtml: fc.Arbitrary<string> = fc.letrec<{ node: string; element: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    { weight: 3, arbitrary: anyText },
    { weight: 5, arbitrary: tie("element") },
    { weight: 2, arbitrary: fc.constantFrom(...CLASSICS) },
    { weight: 1, arbitrary: fc.oneof(comment, loose) },
  ),
  element: fc
    .tuple(
      fc.constantFrom(...TAGS),
      attributes,
      fc.array(tie("node"), { maxLength: 4 }),
      fc.constantFrom("closed", "closed", "closed", "open", "empty"),
    )
    .map(([tag, all, children, end]) => {
      if (end === "empty") return `<${tag}${all.join("")}/>`;
      return `<${tag}${all.join("")}>${children.join("")}${end === "open" ? "" : `</${tag}>`}`;
    }),
})).node;

/** A whole page, whose head says what front matter says elsewhere. */
export const anyPage: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", "<!doctype html>", "<?xml version='1.0'?>"),
    fc.array(fc.tuple(fc.constantFrom("title", "og:title", "description", "published", "date", "keywords", "author", "og:image", "og:image:alt", "og:locale", "tags", "slug", "id", "draft", "correction"), fc.oneof(anyLine, anyUrl))),
    fc.constantFrom("body", "main", "article", "div"),
    anyHtml,
  )
  .map(([start, metas, region, html]) => {
    const head = metas.map(([name, content]) => `<meta name="${name}" content="${content.replaceAll('"', "'")}">`);
    return `${start}<html lang=en><head><title>A page</title>${head.join("\n")}</head><${region}>${html}</${region}></html>`;
  }); // prettier-ignore
