import type { Enclosure } from "../article/article.ts";
import { html, type Html } from "./html.ts";
import { inLanguage } from "./language.ts";
import type { Words } from "./words.ts";

/** An entry's files: sound and film to play on the spot, everything to download. */
export function renderEnclosures(enclosures: Enclosure[], words: Words): Html | undefined {
  if (enclosures.length === 0) return undefined;
  return html`<section class="files" aria-labelledby="files">
    <h2 id="files" ${inLanguage(words.language)}>${words.files}</h2>
    <ul>
      ${enclosures.map(
        (enclosure) =>
          html`<li>
            <p class="title"><bdi>${nameOf(enclosure)}</bdi></p>
            ${renderPlayer(enclosure)}
            <p ${inLanguage(words.language)}>
              <a
                href="${enclosure.url}"
                type="${enclosure.type}"
                aria-label="${words.download}: ${nameOf(enclosure)}"
                download
                >${words.download}</a
              >
              <span class="details" dir="ltr">${describe(enclosure, words)}</span>
            </p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function renderPlayer(enclosure: Enclosure): Html | undefined {
  const { type, url } = enclosure;
  if (type.startsWith("audio/"))
    return html`<audio controls preload="none" src="${url}" aria-label="${nameOf(enclosure)}"></audio>`;
  if (type.startsWith("video/"))
    return html`<video controls preload="none" src="${url}" aria-label="${nameOf(enclosure)}"></video>`;
  return undefined;
}

/** The author's title, or the file's own name. */
function nameOf({ title, url }: Enclosure): string {
  return title ?? (new URL(url).pathname.split("/").findLast((segment) => segment !== "") || url);
}

/** `audio/mpeg, 0:14, 58 kB`, as far as it is known. */
function describe({ type, durationSeconds, lengthBytes }: Enclosure, words: Words): string {
  return [
    type,
    durationSeconds === undefined ? "" : sayDuration(durationSeconds),
    lengthBytes === 0 ? "" : saySize(lengthBytes, words),
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** `0:14`, `1:02:03`. */
function sayDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours === 0 ? `${minutes}:${twoDigits(rest)}` : `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}

/** `58 kB`, `1.4 MB`, with the language's decimal mark. */
function saySize(bytes: number, { decimalMark }: Words): string {
  if (bytes < 999_500) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace(".", decimalMark)} MB`;
}
