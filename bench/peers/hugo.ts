import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a Hugo site of a content folder: the same feeds (site, sections, tags; the newest fifty in full; RSS, Atom, JSON), and
 * where they are wanted a page for each article and lists of 25.
 */
export function makeHugoSite(content: string, site: string, withPages: boolean): void {
  cpSync(join(content, "articles"), join(site, "content/articles"), { recursive: true });
  const formats = `"rss", "atomfeed", "jsonfeed"`;
  const outputs = withPages ? `"html", ${formats}` : formats;
  write(
    site,
    "hugo.toml",
    `
baseURL = "https://bench.example/"
title = "The Bench"
disableKinds = ["404", "sitemap", "robotstxt", "section", "taxonomy"]
[taxonomies]
section = "section"
tag = "tags"
[frontmatter]
date = ["published"]
[pagination]
pagerSize = 25
[mediaTypes."application/atom+xml"]
suffixes = ["atom"]
[mediaTypes."application/feed+json"]
suffixes = ["json"]
[outputFormats.atomfeed]
mediaType = "application/atom+xml"
baseName = "feed"
[outputFormats.jsonfeed]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true
[outputs]
home = [${outputs}]
term = [${outputs}]
page = [${withPages ? '"html"' : ""}]
`,
  );
  // Not .Permalink: where articles have no pages, that is empty.
  const link = "{{ site.BaseURL }}{{ path.Join .File.Dir .File.ContentBaseName }}/";
  const newest = `{{ $pages := first 50 (sort (cond .IsHome site.RegularPages .RegularPages) "Date" "desc") }}`;
  for (const layout of ["_default/list.rss.xml", "index.rss.xml"])
    write(
      site,
      `layouts/${layout}`,
      `${newest}{{ \`<?xml version="1.0" encoding="utf-8"?>\` | safeHTML }}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{ range $pages }}<item><title>{{ .Title }}</title><link>${link}</link><guid>${link}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate><description>{{ .Summary | plainify }}</description><content:encoded>{{ .Content | transform.XMLEscape | safeHTML }}</content:encoded></item>
{{ end }}</channel></rss>`,
    );
  for (const layout of ["_default/list.atomfeed.atom", "index.atomfeed.atom"])
    write(
      site,
      `layouts/${layout}`,
      `${newest}{{ \`<?xml version="1.0" encoding="utf-8"?>\` | safeHTML }}<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>{{ .Permalink }}</id>
{{ range $pages }}<entry><title>{{ .Title }}</title><link href="${link}"/><id>${link}</id><updated>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</updated><summary>{{ .Summary | plainify }}</summary><content type="html">{{ .Content | transform.XMLEscape | safeHTML }}</content></entry>
{{ end }}</feed>`,
    );
  for (const layout of ["_default/list.jsonfeed.json", "index.jsonfeed.json"])
    write(
      site,
      `layouts/${layout}`,
      `${newest}{"version":"https://jsonfeed.org/version/1.1","title":{{ .Title | jsonify }},"items":[{{ range $i, $page := $pages }}{{ if $i }},{{ end }}{"id":"${link}","url":"${link}","title":{{ .Title | jsonify }},"summary":{{ .Summary | plainify | jsonify }},"content_html":{{ .Content | jsonify }},"date_published":{{ .Date.Format "2006-01-02T15:04:05Z07:00" | jsonify }}}
{{ end }}]}`,
    );
  if (!withPages) return;
  const page = (body: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>${body}</body></html>`;
  const list = `{{ range (.Paginate (sort (cond .IsHome site.RegularPages .RegularPages) "Date" "desc")).Pages }}<h2><a href="{{ .Permalink }}">{{ .Title }}</a></h2><p>{{ .Summary | plainify }}</p>{{ end }}`;
  for (const layout of ["_default/list.html", "index.html"]) write(site, `layouts/${layout}`, page(list));
  write(site, "layouts/_default/single.html", page(`<h1>{{ .Title }}</h1>{{ .Content }}`));
}

function write(site: string, path: string, text: string): void {
  mkdirSync(join(site, path, ".."), { recursive: true });
  writeFileSync(join(site, path), text.trim());
}
