/** The elements that the W3C Feed Validator takes for harmless in content. */
export const HTML_ELEMENTS = new Set(
  `a abbr acronym address area article aside audio b bdi big blockquote br button canvas caption center cite code col
  colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure footer font form header
  h1 h2 h3 h4 h5 h6 hgroup hr i img input ins kbd label legend li main map mark menu meter nav ol output optgroup option
  p picture pre progress q rp rt ruby s samp section select small source span strike strong sub summary sup table tbody
  td template textarea time tfoot th thead tr track tt u ul var video noscript wbr`.split(/\s+/),
);

const ADDRESSES = new Set(["href", "src", "poster", "cite"]);

/** `ContainsRelRef`: readers resolve a relative URL in content in three different ways. */
export function relativeUrls(html: string): string[] {
  return [...tags(html)]
    .flatMap(({ attributes }) => attributesIn(attributes))
    .filter(({ name, value }) => ADDRESSES.has(name) && !/^\w[\w+.-]*:/.test(value))
    .map(({ value }) => value);
}

/** `SecurityRisk`, `SecurityRiskAttr` and `NotHtml`: elements that are none, scripts and their handlers. */
export function riskyMarkup(html: string): string[] {
  return [...tags(html)]
    .filter(
      ({ name, attributes }) =>
        !HTML_ELEMENTS.has(name.toLowerCase()) || attributesIn(attributes).some((one) => /^on\w/.test(one.name)),
    )
    .map(({ name, attributes }) => `<${name}${attributes}>`);
}

/** Values are read whole, so that what looks like an attribute inside of one is none. */
function attributesIn(text: string): { name: string; value: string }[] {
  return [...text.matchAll(/([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(
    ([, name = "", double, single, bare]) => ({ name: name.toLowerCase(), value: double ?? single ?? bare ?? "" }),
  );
}

function* tags(html: string): Generator<{ name: string; attributes: string }> {
  for (const [, name = "", attributes = ""] of html
    .replace(/<!--.*?-->/gs, "")
    .matchAll(/<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g)) {
    yield { name, attributes };
  }
}
