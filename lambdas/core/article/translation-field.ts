import * as v from "valibot";
import { oneLine } from "./clean-text.ts";
import type { Place } from "./resolve-url.ts";

const articles = "articles";

/**
 * The original of a translation: its file's path below `content/`, from one that is relative to the translation's own
 * folder, or that starts with `articles/`. Whether there is such a file is not known here.
 */
export function originalOf(place: Place) {
  return v.pipe(
    v.string(),
    v.trim(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const text = dataset.value;
      if (text === "") return undefined;
      const path = pathFrom(text, place.path);
      const fault = faultOf(text, path, place.path);
      if (fault === undefined) return path;
      addIssue({ message: `${fault}\nwrite the path of the original's file, such as articles/harbour/ferry.md or ./ferry.md` });
      return NEVER;
    }),
  );
} // prettier-ignore

function faultOf(text: string, path: string, own: string): string | undefined {
  const said = `"${oneLine(text)}"`;
  if (/^([a-z][a-z\d+.-]*:|\/)/i.test(text)) return `translationOf: ${said} is an address, and not the path of a file`;
  if (path === own) return `the article is said to be a translation of itself`;
  if (!path.startsWith(`${articles}/`)) return `translationOf: ${said} lies outside ${articles}/`;
  if (!isArticlePath(path)) return `translationOf: ${said} is no article`;
  return undefined;
}

/** Whether a file of this name is read as an article. */
function isArticlePath(path: string): boolean {
  return /[^/]\.(md|markdown|html?|txt)$/i.test(path);
}

function pathFrom(text: string, own: string): string {
  const [first] = text.split("/", 1);
  const path = first === articles ? [] : own.split("/").slice(0, -1);
  for (const segment of text.split("/")) {
    if (segment === "..") {
      // Whoever climbs out of content/ does not come back in by another name.
      if (path.pop() === undefined) return "..";
    } else if (segment !== "" && segment !== ".") path.push(segment);
  }
  return path.join("/");
}
