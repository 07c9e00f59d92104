/**
 * How text travels through `feed`: the four characters that mean something in XML become control characters, which no
 * cleaned text holds. Whatever `feed` forgets to escape, escapes twice or splits wrongly (`]]>`) no longer matters, and
 * every `<` in its output is markup, so that simple patterns can finish the document without ever touching content.
 */
const STAND_INS = [
  { character: "&", standIn: "\u0001", reference: "&#x26;" },
  { character: "<", standIn: "\u0002", reference: "&#x3C;" },
  { character: ">", standIn: "\u0003", reference: "&#x3E;" },
  { character: '"', standIn: "\u0004", reference: "&#x22;" },
] as const;

/** Cleaned text, made safe for any place in a document: element, attribute or CDATA section. */
export function disguise(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return STAND_INS.reduce((result, { character, standIn }) => result.replaceAll(character, standIn), text);
}

/** Stands for the content of an entry until `reveal` puts that in: so nothing before it has to search so long a text. */
export const CONTENT = "\u0005";

/**
 * The finished markup. Hexadecimal references are what the RSS Advisory Board's profile recommends for plain text
 * ("Character Data"), and tell the W3C validator that `<` is meant as text. HTML stays readable in CDATA sections.
 */
export function reveal(xml: string, content = ""): string {
  return xml
    .split(/(<!\[CDATA\[[^<>]*\]\]>)/)
    .map((part) => (part.startsWith(CDATA_START) ? revealCdata(part, content) : revealReferences(part)))
    .join("");
}

const CDATA_START = "<![CDATA[";
const CDATA_END = "]]>";

function revealReferences(xml: string): string {
  return STAND_INS.reduce((result, { standIn, reference }) => result.replaceAll(standIn, reference), xml);
}

function revealCdata(section: string, content: string): string {
  const disguised = section.slice(CDATA_START.length, -CDATA_END.length);
  const text =
    disguised === CONTENT
      ? content
      : STAND_INS.reduce((result, { character, standIn }) => result.replaceAll(standIn, character), disguised);
  // XML 1.0 §2.7: a section ends at its first "]]>", so one inside is split between two sections.
  return CDATA_START + text.replaceAll(CDATA_END, "]]]]><![CDATA[>") + CDATA_END;
}

/** The first such element of a disguised document, without the indentation that `feed` writes around markup. */
export function cutElement(xml: string, name: string): string {
  const end = `</${name}>`;
  return trimIndentation(xml.slice(xml.indexOf(`<${name}>`), xml.indexOf(end) + end.length));
}

export function trimIndentation(xml: string): string {
  return xml.replace(/\n +</g, "\n<");
}

/** Every such element with text instead of a CDATA section, which cannot hold references. */
export function withoutCdata(xml: string, name: string): string {
  return xml.replace(new RegExp(`(<${name}(?: [^<>]*)?>)<!\\[CDATA\\[([^<>]*)\\]\\]>`, "g"), "$1$2");
}
