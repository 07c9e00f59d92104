import type { IncomingMessage, ServerResponse } from "node:http";
import send from "send";
import { bodyHeaders, type HeaderList } from "./answer-as.ts";
import { acceptedCoding, type Coding } from "./coding.ts";
import { entityTag, isRare, tagOfCopy } from "./conditions.ts";
import { encodedAs, type Held } from "./held-documents.ts";

/**
 * Sends a document, the part of it that is asked for, or nothing to a client that has it already. Whatever is asked for
 * often comes from memory.
 *
 * @param root the folder of the site, for what is not held
 * @param headers as `headersOf` writes them
 */
export async function sendDocument(
  held: Held,
  root: string,
  headers: HeaderList,
  request: IncomingMessage,
  response: ServerResponse,
  status: number = held.served.status,
): Promise<void> {
  const coding = held.isCompressible ? acceptedCoding(request.headers["accept-encoding"]) : undefined;
  // Conditions and ranges mean nothing where the answer without them is no success (RFC 9110 §13.2.1, §14.2).
  if (status === 200) {
    if (held.bytes === undefined || isRare(request.headers))
      return sendFromDisk(held, root, headers, request, response);
    const tag = tagOfCopy(held, request.headers, coding);
    if (tag !== undefined) {
      response.writeHead(304, ["ETag", tag, ...headers]).end();
      return;
    }
  }
  const body = await bodyOf(held, coding);
  // With an ETag a client could ask whether a 404 has changed.
  const tag = status === 200 ? ["ETag", entityTag(held, coding)] : [];
  response.writeHead(status, [...tag, ...headers, ...bodyHeaders(held, coding, body.byteLength)]).end(body);
}

async function bodyOf(held: Held, coding: Coding | undefined): Promise<Buffer> {
  const body = coding ? await encodedAs(held, coding) : held.bytes;
  if (body === undefined) throw new Error(`${held.key} is held without its bytes`);
  return body;
}

/** Parts of a document, conditions under which it is not sent at all (RFC 9110 §13.1.1, §14), and large files. */
function sendFromDisk(
  held: Held,
  root: string,
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
