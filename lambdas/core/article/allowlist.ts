/**
 * The HTML that may reach a reader: a subset of what the W3C Feed Validator accepts without a warning
 * (`HTMLValidator.acceptable_elements`), without anything that runs, submits, frames or styles. Everything else loses its
 * tags and keeps its text, apart from `withoutText`.
 */
export const allowedAttributes: Record<string, string[]> = {
  "*": ["lang", "dir", "title"],
  ...none("abbr address article aside b bdi br caption cite code dd details dfn div dl dt em figcaption figure footer"),
  ...none("h1 h2 h3 h4 h5 h6 header hgroup hr i kbd main mark nav p picture pre rp rt ruby s samp section small span"),
  ...none("strong sub summary sup table tbody tfoot thead tr u ul var wbr"),
  a: ["href", "hreflang", "rel"],
  audio: ["src", "controls", "loop", "muted", "preload"],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  data: ["value"],
  del: ["cite", "datetime"],
  img: ["src", "srcset", "sizes", "alt", "width", "height"],
  ins: ["cite", "datetime"],
  li: ["value"],
  ol: ["start", "reversed", "type"],
  q: ["cite"],
  source: ["src", "srcset", "sizes", "type", "media", "width", "height"],
  td: ["colspan", "rowspan", "align"],
  th: ["colspan", "rowspan", "align", "scope", "abbr"],
  time: ["datetime"],
  track: ["src", "kind", "srclang", "label", "default"],
  video: ["src", "poster", "width", "height", "controls", "loop", "muted", "preload"],
};

export const allowedTags: string[] = Object.keys(allowedAttributes).filter((name) => name !== "*");

/** Attributes that hold one URL each; `srcset` holds several. */
export const urlAttributes: ReadonlySet<string> = new Set(["href", "src", "cite", "poster"]);

/** Elements whose text was never meant to be read as part of an article. */
export const withoutText: string[] =
  "annotation annotation-xml datalist iframe noembed noframes option script select style svg template textarea title xmp".split(
    " ",
  );

/** HTML that went out of use, as what it meant, and boxes whose text would otherwise run into its neighbours'. */
export const renamed: Record<string, string> = {
  acronym: "abbr",
  bdo: "bdi",
  center: "div",
  dialog: "div",
  dir: "ul",
  fieldset: "div",
  form: "div",
  legend: "p",
  menu: "ul",
  strike: "s",
  tt: "code",
};

function none(tags: string): Record<string, string[]> {
  return Object.fromEntries(tags.split(" ").map((tag) => [tag, []]));
}
