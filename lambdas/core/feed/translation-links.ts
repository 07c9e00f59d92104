import type { Entry } from "../entry/entry.ts";

/**
 * The entry's page in every language in which there is one; empty when there is one only. They follow the entry's link
 * without a language: RFC 4287 §4.1.2 wants alternates told apart by type or hreflang. Readers that know no languages
 * take the first alternate (SimplePie, miniflux) or the last (newsboat, feedparser), so the entry's own is both.
 */
export function translationLinks({ url, language, translations }: Entry) {
  if (translations.length === 0) return [];
  return [...translations, { language, url }].map((page) => ({
    rel: "alternate",
    type: "text/html",
    hreflang: page.language,
    href: page.url,
  }));
}
