import type { IncomingMessage, ServerResponse } from "node:http";
import send from "send";
import { bodyHeaders, headersOf, type HeaderList } from "./document-headers.ts";
import { acceptedCoding, type Coding } from "./coding.ts";
import { entityTag, isRare, tagOfCopy } from "./conditions.ts";
import type { Changed, FeedVersions } from "./feed-versions.ts";
import type { Published } from "./published.ts";
import { encodedAs, type Held, type HeldDocuments } from "./held-documents.ts";

/** What answers are made of. */
export interface Site {
  documents: HeldDocuments;
  versions: FeedVersions;
  publication: Published;
  /** What every answer says. */
  always: HeaderList;
}

/**
 * Sends a document, the part of it that is asked for, what has changed in it, or nothing to a client that has it already.
 * Whatever is asked for often comes from memory.
 *
 * @param query what follows the path in the address that was asked for
 */
export async function sendDocument(
  site: Site,
  held: Held,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
  status: number = held.served.status,
): Promise<void> {
  const headers = [...site.always, ...headersOf(held, query, site.publication)];
  const coding = codingFor(held, request);
  // Conditions and ranges mean nothing where the answer without them is no success (RFC 9110 §13.2.1, §14.2).
  if (status !== 200) {
    // Nor does it have an ETag: a client could ask whether a 404 has changed.
    const body = await bodyOf(held, coding);
    response.writeHead(status, [...headers, ...bodyHeaders(held, coding, body.byteLength)]).end(body);
    return;
  }
  if (held.bytes === undefined || isRare(request.headers)) {
    sendFromDisk(site, held, headers, request, response);
    return;
  }
  const changed = site.versions.deltaFor(held, request.headers);
  const tag = tagOfCopy(held, request.headers, coding);
  if (tag !== undefined) {
    response.writeHead(304, ["ETag", tag, ...headers]).end();
  } else if (changed !== undefined && request.method === "GET") {
    await sendDelta(site, changed, request, response);
  } else {
    const body = await bodyOf(held, coding);
    const described = ["ETag", entityTag(held, coding), ...headers, ...bodyHeaders(held, coding, body.byteLength)];
    response.writeHead(200, described).end(body);
  }
}

/** Sends what a reader does not have yet, under the ETag that it will then have (RFC 3229 §10.4, §10.5). */
async function sendDelta(site: Site, { delta, since }: Changed, request: IncomingMessage, response: ServerResponse) {
  const coding = codingFor(delta, request);
  const body = await bodyOf(delta, coding);
  const headers = ["IM", "feed", "Delta-Base", since, "ETag", entityTag(delta, coding), ...site.always];
  headers.push(...headersOf(delta, "", site.publication), ...bodyHeaders(delta, coding, body.byteLength));
  response.writeHead(226, headers).end(body);
}

function codingFor({ isCompressible }: Held, { headers }: IncomingMessage): Coding | undefined {
  return isCompressible ? acceptedCoding(headers["accept-encoding"]) : undefined;
}

async function bodyOf(held: Held, coding: Coding | undefined): Promise<Buffer> {
  const body = coding ? await encodedAs(held, coding) : held.bytes;
  if (body === undefined) throw new Error(`${held.key} is held without its bytes`);
  return body;
}

/** Parts of a document, conditions under which it is not sent at all (RFC 9110 §13.1.1, §14), and large files. */
function sendFromDisk(
  { documents: { root } }: Site,
  held: Held,
  headers: HeaderList,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const path = `/${held.key.split("/").map(encodeURIComponent).join("/")}`;
  send(request, path, { root, cacheControl: false })
    .on("headers", (_response: unknown, _path: string, { mtimeMs }: { mtimeMs: number }) => {
      for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at]!, headers[at + 1]!);
      response.setHeader("Content-Type", held.served.contentType);
      // Of a file that was written a moment ago `send` says itself which it is.
      if (Math.floor(mtimeMs / 1000) * 1000 === held.modifiedMillis)
        response.setHeader("ETag", entityTag(held, undefined));
      else response.removeHeader("Last-Modified");
    })
    .on("error", ({ status = 500 }: { status?: number }) => {
      for (const name of ["Cache-Control", "Content-Type", "ETag", "Last-Modified"]) response.removeHeader(name);
      response.writeHead(status, { "Content-Length": 0 }).end();
    })
    .pipe(response);
}
