import { once } from "node:events";
import { STATUS_CODES, type Server, type ServerOptions, type ServerResponse } from "node:http";
import { Server as TcpServer, type Socket } from "node:net";

/** How long a client may take: a request is a few lines, and no body is wanted. */
export const LIMITS: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
};
/** A client that takes nothing of its answer for so long has gone. */
const STALLED_MILLIS = 30_000;
/** What was sent to a client that sent no request may take that long to arrive. */
const LINGER_MILLIS = 1_000;
/** What is being sent when the server ends may take that long. */
const GRACE_MILLIS = 3_000;

/** The open connections of a server, and the last answer on each, which ends when all before it have. */
const open = new WeakMap<Server, Map<Socket, ServerResponse | undefined>>();

/** Bounds how long a client may hold a connection, whatever it sends or does not send. */
export function guardConnections(server: Server): Server {
  const answers = new Map<Socket, ServerResponse | undefined>();
  open.set(server, answers);
  server.setTimeout(STALLED_MILLIS);
  server.on("connection", (socket: Socket) => {
    answers.set(socket, undefined);
    socket.once("close", () => answers.delete(socket));
  });
  server.prependListener("request", (request, response) => {
    answers.set(request.socket, response);
    // A body that nobody reads must not come in for as long as its sender likes.
    const { "content-length": length = "0", "transfer-encoding": chunked } = request.headers;
    if (length !== "0" || chunked !== undefined) response.shouldKeepAlive = false;
  });
  return server.on("clientError", (error, socket: Socket) => {
    // The answer to an earlier request may still be on its way: the client would take the refusal for it.
    if (answers.get(socket)) socket.destroy();
    else refuse(error, socket);
  });
}

/** Stops listening, lets what is being sent end, and closes connections that only wait. */
export async function endServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  // HTTP's own `close` cuts off answers that are written but still on their way to a slow client.
  TcpServer.prototype.close.call(server);
  const letGo = setInterval(() => {
    for (const [socket, answer] of open.get(server) ?? []) if (answer?.writableFinished !== false) socket.destroy();
  }, 20);
  const late = setTimeout(() => server.closeAllConnections(), GRACE_MILLIS);
  await closed;
  clearInterval(letGo);
  clearTimeout(late);
}

/** Answers what is no request (RFC 9110 §15.5.1, §15.5.9, §15.5.15; RFC 6585 §5). */
function refuse(error: Error & { code?: string; rawPacket?: Buffer }, socket: Socket): void {
  // Each further part of what was refused already is an error of its own.
  if (socket.writableEnded) return;
  const status = statusOf(error);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // Closed at once, with something unread, the connection would be reset, and the answer lost (RFC 9112 §9.6).
  setTimeout(() => socket.destroy(), LINGER_MILLIS).unref();
}

function statusOf({ code, rawPacket }: { code?: string; rawPacket?: Buffer }): number {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  if (code !== "HPE_HEADER_OVERFLOW") return 400;
  return /^[A-Z]+ \S{8193}/.test(rawPacket?.toString("latin1", 0, 10_000) ?? "") ? 414 : 431;
}
