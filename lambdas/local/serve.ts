import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { relative } from "node:path";
import send from "send";
import { servedAs } from "../core/site/served-as.ts";

/** A server for a folder of documents; it answers 503 until `ready` says that they are there. */
export function siteServer(site: string, ready: () => boolean): Server {
  return createServer((request, response) => {
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.method !== "GET" && request.method !== "HEAD") {
      answer(response.setHeader("Allow", "GET, HEAD"), 405, "Only GET and HEAD are answered here.");
    } else if (!ready()) {
      answer(response.setHeader("Retry-After", "1"), 503, "The site is being built; try again in a second.");
    } else {
      sendDocument(site, request, response);
    }
  });
}

function sendDocument(site: string, request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? "/", "http://dateline.invalid").pathname;
  send(request, path, { root: site, dotfiles: "ignore", cacheControl: false })
    .on("headers", (_: ServerResponse, file: string) => {
      const { contentType, cacheControl } = servedAs(relative(site, file));
      response.setHeader("Content-Type", contentType).setHeader("Cache-Control", cacheControl);
    })
    .on("error", (error: { status?: number }) => {
      if (error.status === 412 || error.status === 416 || error.status === 500)
        answer(response, error.status, "That cannot be answered.");
      else sendNotFoundPage(site, request, response);
    })
    .pipe(response);
}

function sendNotFoundPage(site: string, request: IncomingMessage, response: ServerResponse): void {
  for (const header of ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "range"])
    delete request.headers[header];
  response.statusCode = 404;
  send(request, "/404.html", { root: site, cacheControl: false, etag: false, lastModified: false })
    .on("headers", () => response.setHeader("Content-Type", "text/html; charset=utf-8"))
    .on("error", () => answer(response, 404, "There is no such document."))
    .pipe(response);
}

function answer(response: ServerResponse, status: number, line: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(`${line}\n`);
}
