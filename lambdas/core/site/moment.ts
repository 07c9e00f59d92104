import { html, type Html } from "./html.ts";
import type { Words } from "./words.ts";

/** The day of a moment, in UTC: `28 October 2026`. */
export function sayDay(moment: string, words: Words): string {
  const [year = "", month = "", day = ""] = moment.split("T", 1)[0]!.split("-");
  return words.date(String(Number(day)), words.months[Number(month) - 1] ?? month, String(Number(year)));
}

/**
 * A moment as people say it, in UTC: `28 October 2026`, with the time of day unless that is midnight, which is what an
 * author writes as a date alone. Month names are our own and not `Intl`'s, whose data differs from one Node to the next:
 * the same content must give the same bytes on every machine.
 *
 * @param property of microformats2 that it is: `dt-published`
 */
export function sayMoment(moment: string, words: Words, property?: string): Html {
  const [, time = ""] = moment.split("T");
  const clock = time.startsWith("00:00:00") ? undefined : html`${words.comma}<bdi>${time.slice(0, 5)} UTC</bdi>`;
  const marked = property === undefined ? undefined : html` class="${property}"`;
  return html`<time datetime="${moment}"${marked}>${sayDay(moment, words)}${clock}</time>`;
}
