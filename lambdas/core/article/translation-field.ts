import { formatOf } from "./article-format.ts";
import { readText, unset, type Reading } from "./field-shapes.ts";
import type { Place } from "./resolve-url.ts";

const articles = "articles";

/**
 * The original of a translation: its file's path below `content/`, from one that is relative to the translation's own
 * folder, or that starts with `articles/`. Whether there is such a file is not known here.
 */
export function originalOf(place: Place) {
  return readText((written): Reading<string | undefined> => {
    const text = written.trim();
    if (text === "") return unset;
    const path = pathFrom(text, place.path);
    const why = faultOf(text, path, place.path);
    if (why === undefined) return { outcome: "value", value: path };
    const remedy = "write the path of the original's file, such as articles/harbour/ferry.md or ./ferry.md";
    return { outcome: "fault", why, remedy };
  });
}

function faultOf(text: string, path: string, own: string): string | undefined {
  const said = `"${text}"`;
  if (/^([a-z][a-z\d+.-]*:|\/)/i.test(text)) return `translationOf: ${said} is an address, and not the path of a file`;
  if (path === own) return `the article is said to be a translation of itself`;
  if (!path.startsWith(`${articles}/`)) return `translationOf: ${said} lies outside ${articles}/`;
  if (formatOf(path) === undefined) return `translationOf: ${said} is no article`;
  return undefined;
}

function pathFrom(text: string, own: string): string {
  const [first] = text.split("/", 1);
  const path = first === articles ? [] : own.split("/").slice(0, -1);
  for (const segment of text.split("/")) {
    if (segment === "..") {
      // A path that leaves content/ lies outside it, even if it were to come back.
      if (path.pop() === undefined) return "..";
    } else if (segment !== "" && segment !== ".") path.push(segment);
  }
  return path.join("/");
}
