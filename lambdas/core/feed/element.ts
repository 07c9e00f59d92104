import { disguise } from "./disguise.ts";

/**
 * An element that `feed` has no option for. Attributes are cleaned text, and one without a value is left out; the
 * content is disguised already.
 */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined> = {},
  content = "",
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${disguise(String(value))}"`);
  const start = `<${name}${written.join("")}`;
  return content === "" ? `${start}/>` : `${start}>${content}</${name}>`;
}

/** An element of cleaned text, or none for no text. */
export function textElement(name: string, text: string | number | undefined): string[] {
  return text === undefined || text === "" ? [] : [element(name, {}, disguise(String(text)))];
}
