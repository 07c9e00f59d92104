import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { relative, sep } from "node:path";
import send from "send";
import { securityHeaders } from "../core/site/security-headers.ts";
import { answerAs, isFeed, pathFor } from "./answer-as.ts";
import { giveToHub, type Hub } from "./give-to-hub.ts";

/** What there is to serve once the publication has been built. */
export interface Published {
  /** What the links in the documents start with. */
  baseUrl: string;
  /** That feeds name. */
  hubs: string[];
  /** Where it has a hub of its own. */
  hub?: Hub;
}

/**
 * A server for a folder of documents, which answers as CloudFront and the functions at its edge do.
 *
 * @param published it answers 503 while nothing is
 */
export function siteServer(site: string, published: () => Published | undefined): Server {
  return createServer((request, response) => {
    const publication = published();
    if (publication?.hub && request.url?.split("?")[0] === "/hub") void giveToHub(publication.hub, request, response);
    else if (request.method !== "GET" && request.method !== "HEAD") {
      say(response.setHeader("Allow", "GET, HEAD"), 405, "Only GET and HEAD are answered here.");
    } else if (publication === undefined) {
      say(response.setHeader("Retry-After", "1"), 503, "The site is being built; try again in a second.");
    } else {
      response.setHeaders(new Map(Object.entries(securityHeaders(publication.baseUrl))));
      sendDocument(site, publication, request, response);
    }
  });
}

function sendDocument(
  site: string,
  { baseUrl, hubs }: Published,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [path = "/", query] = (request.url ?? "/").split("?", 2);
  // One address, two answers: a browser that keeps one must not give it for the other.
  if (isFeed(path)) response.setHeader("Vary", "Sec-Fetch-Dest");
  send(request, pathFor(path, request.headers), { root: site, dotfiles: "ignore", cacheControl: false })
    .on("file", (file: string) => {
      const key = relative(site, file).split(sep).join("/");
      const { status, headers } = answerAs(file, key, new URLSearchParams(query), baseUrl, hubs);
      if (status !== 200) ignoreConditions(request);
      response.statusCode = status;
      response.setHeaders(new Map(Object.entries(headers)));
    })
    .on("error", ({ status }: { status?: number }) => {
      if (status === 412 || status === 416 || status === 500) say(response, status, "That cannot be answered.");
      else sendNotFoundPage(site, request, response);
    })
    .pipe(response);
}

function sendNotFoundPage(site: string, request: IncomingMessage, response: ServerResponse): void {
  ignoreConditions(request);
  response.statusCode = 404;
  send(request, "/404.html", { root: site, cacheControl: false, etag: false, lastModified: false })
    .on("headers", () => response.setHeader("Content-Type", "text/html; charset=utf-8"))
    .on("error", () => say(response, 404, "There is no such document."))
    .pipe(response);
}

/** Conditions and ranges mean nothing where the answer without them is no success (RFC 9110 §13.2.1, §14.2). */
function ignoreConditions({ headers }: IncomingMessage): void {
  for (const name of ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "range"])
    delete headers[name];
}

function say(response: ServerResponse, status: number, line: string): void {
  response
    .writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" })
    .end(`${line}\n`);
}
