import { html, type Html } from "./html.ts";

const rightToLeftScripts = new Set(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"]);
const rightToLeftLanguages = new Set([
  "ar",
  "arc",
  "ckb",
  "dv",
  "fa",
  "he",
  "khw",
  "ks",
  "nqo",
  "pnb",
  "ps",
  "sd",
  "syr",
  "ug",
  "ur",
  "yi",
]);

/** The direction of a BCP 47 tag's writing: its script's when it names one, else its language's usual one. */
export function directionOf(language: string): "ltr" | "rtl" {
  const [primary = "", ...rest] = language.toLowerCase().split("-");
  const script = rest.find((subtag) => /^[a-z]{4}$/.test(subtag));
  const rightToLeft = script === undefined ? rightToLeftLanguages.has(primary) : rightToLeftScripts.has(script);
  return rightToLeft ? "rtl" : "ltr";
}

/** The attributes that mark an element's language. */
export function inLanguage(language: string): Html {
  return html`lang="${language}" dir="${directionOf(language)}"`;
}
