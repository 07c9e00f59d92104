import type { IncomingHttpHeaders } from "node:http";
import type { Coding } from "./coding.ts";
import type { Held } from "./held-documents.ts";

/** A strong ETag names bytes, so each coding has its own (RFC 9110 §8.8.3.3). */
export function entityTag({ digest }: Held, coding: Coding | undefined): string {
  return coding ? `"${digest}-${coding}"` : `"${digest}"`;
}

/** The ETags in a header, without the `W/` of a cache, each with the digest of its document, whichever its coding. */
export function versionsIn(ifNoneMatch: string): { tag: string; digest: string }[] {
  return Array.from(ifNoneMatch.matchAll(/"([^"]*?)(?:-br|-gzip)?"/g), ([tag, digest]) => ({ tag, digest: digest! }));
}

/**
 * The ETag under which a client has the document already (RFC 9110 §13.1.2, §13.1.3), so that it need not be sent;
 * otherwise `undefined`.
 *
 * @param coding in which it would be sent
 */
export function tagOfCopy(held: Held, headers: IncomingHttpHeaders, coding: Coding | undefined): string | undefined {
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() === "*") return entityTag(held, coding);
    // Its own tag, and not that of another coding: a cache looks for the copy that the answer names (RFC 9111 §4.3.4).
    return [coding, undefined, "br" as const, "gzip" as const]
      .map((each) => entityTag(held, each))
      .find((tag) => ifNoneMatch.includes(tag));
  }
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return held.modifiedMillis <= since ? entityTag(held, coding) : undefined;
}

/** Whether a request asks for something that is rare: a part of a document, or only a certain version of it. */
export function isRare(headers: IncomingHttpHeaders): boolean {
  return (
    headers.range !== undefined || headers["if-match"] !== undefined || headers["if-unmodified-since"] !== undefined
  );
}
