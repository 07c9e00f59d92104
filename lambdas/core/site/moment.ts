import { html, type Html } from "./html.ts";
import type { Words } from "./words.ts";

/**
 * A moment as people say it, in UTC: `28 October 2026`, with the time of day unless that is midnight, which is what an
 * author writes as a date alone. Month names are our own and not `Intl`'s, whose data differs from one Node to the next:
 * the same content must give the same bytes on every machine.
 *
 * @param property of microformats2 that it is: `dt-published`
 */
export function sayMoment(moment: string, words: Words, property?: string): Html {
  const [date = "", time = ""] = moment.split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  const name = words.months[Number(month) - 1] ?? month;
  const said = words.date(String(Number(day)), name, String(Number(year)));
  const clock = time.startsWith("00:00:00") ? undefined : html`${words.comma}<bdi>${time.slice(0, 5)} UTC</bdi>`;
  const marked = property === undefined ? undefined : html` class="${property}"`;
  return html`<time datetime="${moment}"${marked}>${said}${clock}</time>`;
}
