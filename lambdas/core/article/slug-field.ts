import slugify from "@sindresorhus/slugify";
import { readText, unset, type Reading } from "./field-shapes.ts";

const maxSlugCharacters = 100;

/** What an author wants to stand in an article's address. */
export const slugText = readText((written): Reading<string | undefined> => {
  const slug = written.trim();
  if (slug === "") return unset;
  if (slug.length <= maxSlugCharacters && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return { outcome: "value", value: slug };
  const better = slugify(slug.slice(0, 1000)).slice(0, maxSlugCharacters).replace(/-+$/, "");
  const remedy = better === "" ? "write lower-case letters, digits and single hyphens" : `write slug: ${better}`;
  return { outcome: "fault", why: `the slug "${slug}" cannot stand in a URL`, remedy };
});
