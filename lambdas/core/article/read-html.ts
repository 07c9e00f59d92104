import { Parser } from "htmlparser2";
import { isFieldName } from "./fields.ts";
import { resolveUrl, type Place } from "./resolve-url.ts";
import { refuseExcess } from "./sanitize-html.ts";
import type { Settings } from "./yaml-settings.ts";

export interface HtmlArticle {
  /** What the head says, under the names that front matter has for it. */
  settings: Settings;
  /** The markup of the article itself, as it stands in the file. */
  markup: string;
}

/** Names under which pages have long said what front matter says; the first of a field that is there wins. */
const metaNames: Record<string, string[]> = {
  title: ["og:title"],
  summary: ["description", "og:description"],
  published: ["article:published_time", "date", "dcterms.date", "dc.date"],
  updated: ["article:modified_time", "dcterms.modified"],
  section: ["article:section"],
  tags: ["keywords", "article:tag"],
  language: ["og:locale"],
};

/** One thing that the head says, and where in the file. */
interface Said {
  value: string;
  offset: number;
}

/** Head and body of an HTML file, which may be a whole page or a fragment. `firstLine` is where it starts in its file. */
export function readHtml(html: string, place: Place, firstLine: number): HtmlArticle {
  refuseExcess(html);
  const head = new Map<string, Said[]>();
  const say = (name: string, value: string, offset: number) => {
    if (value.trim() === "") return;
    const all = head.get(name);
    if (all) all.push({ value, offset });
    else head.set(name, [{ value, offset }]);
  };
  const regions: Region[] = [];
  const open: Region[] = [];
  let title: Said | undefined;
  let inTitle = false;
  let foreign = 0;

  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "svg" || name === "math") foreign++;
      if (name === "title" && !title && foreign === 0) {
        title = { value: "", offset: parser.startIndex };
        inTitle = true;
      }
      const { content = "" } = attributes;
      const key = (attributes["name"] ?? attributes["property"] ?? attributes["itemprop"] ?? "").toLowerCase();
      if (name === "meta" && key !== "") say(key, content, parser.startIndex);
      if (name === "html" && attributes["lang"]) say("language", attributes["lang"], parser.startIndex);
      if (name === "link" && /(^|\s)canonical(\s|$)/i.test(attributes["rel"] ?? "")) {
        say("canonical", attributes["href"] ?? "", parser.startIndex);
      }
      if (name === "body" || name === "main" || name === "article") {
        open.push({
          name,
          start: parser.endIndex + 1,
          end: html.length,
          nested: open.some((other) => other.name === name),
        });
      }
    },
    ontext(text) {
      if (inTitle && title) title.value += text;
    },
    onclosetag(name) {
      if (name === "svg" || name === "math") foreign--;
      if (name === "title") inTitle = false;
      if (open.at(-1)?.name !== name) return;
      const region = open.pop();
      if (region) regions.push({ ...region, end: parser.startIndex });
    },
  });
  parser.end(html);

  if (title) say("title", title.value, title.offset);
  return { settings: settingsOf(head, html, place, firstLine), markup: markupOf(html, regions) };
}

interface Region {
  name: string;
  start: number;
  end: number;
  nested: boolean;
}

/** The only `article`, else the only `main`, else the body, else everything: what stands around an article is a site's. */
function markupOf(html: string, regions: readonly Region[]): string {
  for (const name of ["article", "main", "body"]) {
    const [only, ...others] = regions.filter((region) => region.name === name && !region.nested);
    if (!only || others.length > 0) continue;
    const markup = html.slice(only.start, Math.max(only.start, only.end));
    if (/<(img|audio|video|picture)\b/i.test(markup) || markup.replace(/<[^>]*>/g, "").trim() !== "") return markup;
  }
  return html;
}

function settingsOf(head: ReadonlyMap<string, Said[]>, html: string, place: Place, firstLine: number): Settings {
  const values: Record<string, unknown> = {};
  const offsets = new Map<string, number>();
  const set = (field: string, said: Said[], value: unknown) => {
    if (said.length === 0 || values[field] !== undefined) return;
    values[field] = value;
    offsets.set(field, said[0]?.offset ?? 0);
  };
  const said = (name: string) => head.get(name) ?? [];

  // Front matter's own names work as meta names, so that an HTML file can say everything that the others can.
  for (const [name, all] of head)
    if (isFieldName(name)) set(name, all, name === "correction" ? all.map(({ value }) => value) : all[0]?.value);
  for (const [field, aliases] of Object.entries(metaNames)) {
    for (const alias of aliases) {
      const all = said(alias);
      set(field, all, field === "tags" ? all.flatMap(({ value }) => value.split(",")) : all[0]?.value);
    }
  }
  const authors = [...said("author"), ...said("article:author")].filter(({ value }) => !/^\s*https?:/i.test(value));
  const names = authors.map(({ value }) => value);
  set("authors", authors, names);
  // Other tools write these two, and their slips are passed over: only what the fields would take is taken.
  const isWebUrl = ({ value }: Said) => resolveUrl(value, place) !== undefined;
  // A page's canonical address is absolute or it is a slip; its picture may be relative.
  const canonical = said("canonical").filter((each) => /^https?:/i.test(each.value.trim()) && isWebUrl(each));
  set("link", canonical, canonical[0]?.value);
  const images = said("og:image").filter(isWebUrl);
  set("image", images, { url: images[0]?.value, alt: said("og:image:alt")[0]?.value ?? "" });

  return {
    values,
    lineOf: ([field]) => {
      const offset = offsets.get(String(field));
      return offset === undefined ? undefined : html.slice(0, offset).split("\n").length + firstLine - 1;
    },
  };
}
