/** The elements that the W3C Feed Validator takes for harmless in content. */
export const HTML_ELEMENTS = new Set(
  `a abbr acronym address area article aside audio b bdi big blockquote br button canvas caption center cite code col
  colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure footer font form header
  h1 h2 h3 h4 h5 h6 hgroup hr i img input ins kbd label legend li main map mark menu meter nav ol output optgroup option
  p picture pre progress q rp rt ruby s samp section select small source span strike strong sub summary sup table tbody
  td template textarea time tfoot th thead tr track tt u ul var video noscript wbr`.split(/\s+/),
);

/** `ContainsRelRef`: readers resolve a relative URL in content in three different ways. */
export function relativeUrls(html: string): string[] {
  return [...tags(html)]
    .flatMap(({ attributes }) => [
      ...attributes.matchAll(/\s(?:href|src|poster|cite)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi),
    ])
    .map(([, double, single, bare]) => double ?? single ?? bare ?? "")
    .filter((url) => !/^\w[\w+.-]*:/.test(url));
}

/** `SecurityRisk`, `SecurityRiskAttr` and `NotHtml`: elements that are none, scripts and their handlers. */
export function riskyMarkup(html: string): string[] {
  return [...tags(html)]
    .filter(({ name, attributes }) => !HTML_ELEMENTS.has(name.toLowerCase()) || /\son\w+\s*=/i.test(attributes))
    .map(({ name, attributes }) => `<${name}${attributes}>`);
}

function* tags(html: string): Generator<{ name: string; attributes: string }> {
  for (const [, name = "", attributes = ""] of html
    .replace(/<!--.*?-->/gs, "")
    .matchAll(/<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g)) {
    yield { name, attributes };
  }
}
