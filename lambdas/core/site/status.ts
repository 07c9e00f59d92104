import { html, type Html } from "./html.ts";

/** How a page is answered (RFC 9110 §15): as it is, as withdrawn, or by pointing to where it has moved. */
export type Status = { status: 200 } | { status: 410 } | { status: 301; location: string };

/** As much of a document as `statusOf` has to see. */
export const STATUS_BYTES = 4096;

/**
 * Says the status in the page itself, so that its bytes are all that anybody has to store. It stands before everything
 * that an author wrote.
 */
export function renderStatus(status: Status | undefined): Html | undefined {
  if (status === undefined || status.status === 200) return undefined;
  const said = status.status === 301 ? `301 ${status.location}` : "410";
  return html`<meta name="dateline:status" content="${said}" />`;
}

const ARTICLE_PAGE = /^articles\/[^/]+\/index\.html$/;

/** The head of every page up to where a status may stand: nothing in it is an author's. An address is as long as S3's 2 KB of metadata allow. */
const WITH_STATUS =
  /^<!doctype html>\s*<html lang="[\w-]*" dir="(?:ltr|rtl)">\s*<head>\s*<meta charset="utf-8" \/>\s*<meta name="dateline:status" content="(?:410|301 (https?:[^\s"<>]{1,1800}))" \/>/;

/**
 * What a document says of its own status.
 *
 * @param bytes of the document, or its first `STATUS_BYTES`
 */
export function statusOf(key: string, bytes: Uint8Array): Status {
  if (!ARTICLE_PAGE.test(key)) return { status: 200 };
  const said = WITH_STATUS.exec(new TextDecoder().decode(bytes.subarray(0, STATUS_BYTES)));
  if (said === null) return { status: 200 };
  const location = said[1];
  if (location === undefined) return { status: 410 };
  // A URL as the URL Standard writes it holds no other character that `html` escapes.
  return { status: 301, location: location.replaceAll("&#39;", "'").replaceAll("&amp;", "&") };
}
