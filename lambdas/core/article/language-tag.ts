const languageNames = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** BCP 47 (RFC 5646 §4.5): the canonical form of a tag whose language ISO 639 knows, or `undefined`. */
export function canonicalLanguage(text: string): string | undefined {
  try {
    const [tag = ""] = Intl.getCanonicalLocales(text.replaceAll("_", "-"));
    const primary = tag.split("-")[0] ?? "";
    return primary.length <= 3 && languageNames.of(primary) !== undefined ? tag : undefined;
  } catch {
    return undefined;
  }
}
