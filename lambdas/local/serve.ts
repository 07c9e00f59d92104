import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import send from "send";
import { securityHeaders } from "../core/site/security-headers.ts";
import { answerAs, ignoreConditions, isFeed, pageInsteadOf } from "./answer-as.ts";

/**
 * A server for a folder of documents, which answers as CloudFront and the functions at its edge do.
 *
 * @param published the address that the links in the documents start with; it answers 503 while there are none
 */
export function siteServer(site: string, published: () => string | undefined): Server {
  return createServer((request, response) => {
    const baseUrl = published();
    if (request.method !== "GET" && request.method !== "HEAD") {
      answer(response.setHeader("Allow", "GET, HEAD"), 405, "Only GET and HEAD are answered here.");
    } else if (baseUrl === undefined) {
      answer(response.setHeader("Retry-After", "1"), 503, "The site is being built; try again in a second.");
    } else {
      response.setHeaders(new Map(Object.entries(securityHeaders(baseUrl))));
      sendDocument({ site, baseUrl }, request, response);
    }
  });
}

/** What is served, and under which address. */
export interface ServedSite {
  site: string;
  baseUrl: string;
}

function sendDocument(served: ServedSite, request: IncomingMessage, response: ServerResponse): void {
  const [path = "/", query] = (request.url ?? "/").split("?", 2);
  // One address, two answers: a browser that keeps one must not give it for the other.
  if (isFeed(path)) response.setHeader("Vary", "Sec-Fetch-Dest");
  const { site } = served;
  send(request, pageInsteadOf(path, request) ?? path, { root: site, dotfiles: "ignore", cacheControl: false })
    .on("file", (file: string) => answerAs(served, file, new URLSearchParams(query), request, response))
    .on("error", (error: { status?: number }) => {
      if (error.status === 412 || error.status === 416 || error.status === 500)
        answer(response, error.status, "That cannot be answered.");
      else sendNotFoundPage(site, request, response);
    })
    .pipe(response);
}

function sendNotFoundPage(site: string, request: IncomingMessage, response: ServerResponse): void {
  ignoreConditions(request);
  response.statusCode = 404;
  send(request, "/404.html", { root: site, cacheControl: false, etag: false, lastModified: false })
    .on("headers", () => response.setHeader("Content-Type", "text/html; charset=utf-8"))
    .on("error", () => answer(response, 404, "There is no such document."))
    .pipe(response);
}

function answer(response: ServerResponse, status: number, line: string): void {
  response
    .writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" })
    .end(`${line}\n`);
}
