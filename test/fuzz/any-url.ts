import * as fc from "fast-check";

const SCHEMES = ["http:", "https:", "HTTP:", "javascript:", "JaVaScRiPt:", "data:", "vbscript:", "blob:", "file:", "mailto:", "tel:", "view-source:", ""]; // prettier-ignore
const REST = ["alert(1)", "//a.example/x", "//a.example/%zz|^", "text/html,<script>alert(1)</script>", "text/html;base64,PHNjcmlwdD4=", "a@b.example", "/x", "#x", "x y", "media/x.png", "media/../../x", "//ü.example/ä?ö#ü", "//a_b.example/", "//u:p@a.example/", "//a.example:99999/", "//"]; // prettier-ignore
/** How a scheme is hidden from filters: characters that browsers drop, references, percent signs. */
const DISGUISES: ((url: string) => string)[] = [
  (url) => url,
  (url) => ` \t\n${url} `,
  (url) => `\u0001${url}`,
  (url) => `\u00A0${url}`,
  (url) => url.split("").join("\t"),
  (url) => url.replace("s", "s\n").replace("t", "t\r\n"),
  (url) => url.replace(":", "&colon;"),
  (url) => url.replace(":", "&#58"),
  (url) => url.replace(/[a-z]/g, (letter) => `&#${letter.charCodeAt(0)};`),
  (url) => url.replace(/[a-z]/g, (letter) => `&#x00000${letter.charCodeAt(0).toString(16)}`),
  (url) => url.replace(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (url) => url.replace(":", "&Tab;:").replace("a", "&NewLine;a"),
  (url) => url.replace(":", "\u0000:"),
  (url) => `\\${url}`,
];

/** Addresses that may be followed and addresses that must not, in plain words and in disguise. */
export const anyUrl = fc
  .tuple(fc.constantFrom(...SCHEMES), fc.constantFrom(...REST), fc.constantFrom(...DISGUISES))
  .map(([scheme, rest, disguise]) => disguise(scheme + rest));
