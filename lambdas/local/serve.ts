import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { publicHeaders } from "../core/site/public-headers.ts";
import { guardConnections, LIMITS } from "./connections.ts";
import { FeedVersions } from "./feed-versions.ts";
import { giveToHub } from "./give-to-hub.ts";
import type { HeldDocuments } from "./held-documents.ts";
import type { Published } from "./published.ts";
import { sendDocument, type Site } from "./send-document.ts";
import { readTarget } from "./target.ts";

/**
 * A server for a folder of documents, which answers as CloudFront and the functions at its edge do.
 *
 * @param published it answers 503 while nothing is
 */
export function siteServer(documents: HeldDocuments, published: () => Published | undefined): Server {
  const versions = new FeedVersions();
  let site: Site | undefined;
  const server = createServer(LIMITS, (request, response) => {
    const publication = published();
    if (publication === undefined) site = undefined;
    else if (site?.publication !== publication)
      site = { documents, versions, publication, always: publicHeaders(publication.baseUrl) };

    if (publication?.hub && request.url?.split("?")[0] === "/hub") void giveToHub(publication.hub, request, response);
    else if (request.method !== "GET" && request.method !== "HEAD") {
      say(response.setHeader("Allow", "GET, HEAD"), 405, "Only GET and HEAD are answered here.");
    } else if (site === undefined) {
      say(response.setHeader("Retry-After", "1"), 503, "The site is being built; try again in a second.");
    } else {
      answer(site, request, response);
    }
  });
  return guardConnections(server);
}

function answer(site: Site, request: IncomingMessage, response: ServerResponse): void {
  const target = readTarget(request.url ?? "/", request.headers["sec-fetch-dest"]);
  if (target.outcome === "too-long") return say(response, 414, "That address is too long.");
  if (target.outcome === "moved") {
    response.writeHead(301, [...site.always, "Location", target.location, "Content-Length", "0"]).end();
    return;
  }
  const query = target.outcome === "document" ? target.query : "";
  const found = target.outcome === "document" ? site.documents.get(target.key) : Promise.resolve(undefined);
  // What is held is answered before the next request is looked at, and waits for nothing.
  const sent =
    found instanceof Promise
      ? found.then((held) =>
          held ? sendDocument(site, held, query, request, response) : sendNotFound(site, request, response),
        )
      : sendDocument(site, found, query, request, response);
  sent.catch((error: unknown) => {
    console.error("dateline: a document could not be sent:", error);
    if (response.headersSent) response.destroy();
    else say(response, 500, "That cannot be answered now.");
  });
}

async function sendNotFound(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await site.documents.get("404.html");
  if (page) await sendDocument(site, page, "", request, response, 404);
  else say(response, 404, "There is no such document.");
}

function say(response: ServerResponse, status: number, line: string): void {
  response
    .writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" })
    .end(`${line}\n`);
}
