/** What languages call themselves. */
const autonyms: Record<string, string> = {
  ar: "العربية",
  bg: "български",
  bn: "বাংলা",
  ca: "català",
  cs: "čeština",
  cy: "Cymraeg",
  da: "dansk",
  de: "Deutsch",
  el: "Ελληνικά",
  en: "English",
  es: "español",
  et: "eesti",
  eu: "euskara",
  fa: "فارسی",
  fi: "suomi",
  fr: "français",
  ga: "Gaeilge",
  he: "עברית",
  hi: "हिन्दी",
  hr: "hrvatski",
  hu: "magyar",
  id: "Indonesia",
  is: "íslenska",
  it: "italiano",
  ja: "日本語",
  ko: "한국어",
  lt: "lietuvių",
  lv: "latviešu",
  nb: "norsk bokmål",
  nl: "Nederlands",
  nn: "norsk nynorsk",
  no: "norsk",
  pl: "polski",
  pt: "português",
  "pt-br": "português (Brasil)",
  ro: "română",
  ru: "русский",
  sk: "slovenčina",
  sl: "slovenščina",
  sq: "shqip",
  sr: "српски",
  sv: "svenska",
  sw: "Kiswahili",
  th: "ไทย",
  tr: "Türkçe",
  uk: "українська",
  ur: "اردو",
  vi: "Tiếng Việt",
  zh: "中文",
  "zh-hans": "简体中文",
  "zh-hant": "繁體中文",
};

/** A language's own name for itself: `Deutsch`, `Deutsch (AT)`; its tag (BCP 47) when it is not in the table. */
export function nameOfLanguage(tag: string): string {
  const exact = named(tag);
  if (exact !== undefined) return exact;
  const [primary = "", ...rest] = tag.split("-");
  const name = named(primary);
  return name === undefined ? tag : `${name} (${rest.join("-")})`;
}

function named(tag: string): string | undefined {
  const key = tag.toLowerCase();
  return Object.hasOwn(autonyms, key) ? autonyms[key] : undefined;
}
