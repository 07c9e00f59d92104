/** Markup that is safe to stand in a page as it is. Only `html` and `trusted` make it. */
class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  toString(): string {
    return this.source;
  }
}

export type Html = Markup;

/** What a template takes: text is escaped, markup is not, a list is joined, `undefined` is left out. */
type Part = Markup | string | number | undefined | readonly Part[];

/**
 * A template that escapes every text put into it: html`<h1>${title}</h1>`. Attribute values stand in double quotes.
 * It serves for XML as well, which escapes no more.
 */
export function html(fixed: TemplateStringsArray, ...parts: Part[]): Html {
  return new Markup(fixed.map((text, index) => text + write(parts[index])).join(""));
}

/** Takes markup as it is: for HTML that was sanitised before it came here. */
export function trusted(source: string): Html {
  return new Markup(source);
}

function write(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.source;
  if (typeof part === "object") return part.map(write).join("");
  return escape(String(part));
}

const references: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Escapes what is markup and drops what neither HTML (HTML Standard §13.2.3.5) nor XML (XML 1.0 §2.2) may hold. */
function escape(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu, "")
    .replace(/[&<>"']/g, (character) => references[character] ?? character);
}
