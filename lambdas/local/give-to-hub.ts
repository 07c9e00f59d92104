import type { IncomingMessage, ServerResponse } from "node:http";
import type { HubAnswer, HubRequest } from "../core/hub/answer.ts";

const LAST_WORDS_MILLIS = 1000;

export type Hub = (request: HubRequest) => Promise<HubAnswer>;

/** Lets the hub answer a request. It never throws. */
export async function giveToHub(hub: Hub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", headers, socket } = request;
  const source = socket.remoteAddress ?? "";
  // The hub may stop reading before the end; the connection has to stay open for its answer.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  try {
    const answer = await hub({ method, contentType: headers["content-type"], source, body });
    if (!request.complete) endSoon(request, response);
    response.statusCode = answer.status;
    response.setHeaders(new Map(Object.entries(answer.headers)));
    response.end(answer.body);
  } catch (error) {
    // A client that broke off is no failure of ours.
    if (request.destroyed && !request.complete) return;
    console.error("dateline: a request to the hub failed:", error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" }).end("Something went wrong; try again later.\n"); // prettier-ignore
  }
}

/** Closed at once, with something unread, the connection would be reset, and the answer lost: so the rest is read and dropped for a moment. */
function endSoon(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Connection", "close");
  request.resume();
  setTimeout(() => request.socket.destroy(), LAST_WORDS_MILLIS).unref();
}
