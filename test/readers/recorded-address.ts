import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came in, and what was answered. */
export interface Asked {
  /** The address it went to, without the path. */
  address: string;
  path: string;
  headers: IncomingMessage["headers"];
  readonly status: number;
}

/** An address of a publication, with a server behind it that may change, and a record of who asked. */
export class RecordedAddress {
  readonly url: string;
  readonly #server: Server;
  #answer: (request: IncomingMessage, response: ServerResponse) => void;

  private constructor(server: Server, record: Asked[]) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#answer = (_, response) => response.writeHead(503).end();
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      // Noted at once, so that it stands among the requests of its poll; the status is there when the reader has it.
      record.push({
        address: this.url,
        path: request.url!,
        headers: request.headers,
        get status() {
          return response.statusCode;
        },
      });
      this.#answer(request, response);
    });
  }

  static async open(record: Asked[]): Promise<RecordedAddress> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new RecordedAddress(server, record);
  }

  /** Hands every request on to another server, and its answer back. */
  handTo(origin: string): void {
    this.#answer = (request, response) => {
      const { method, headers, url } = request;
      const onward = ask(new URL(url!, origin), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.rawHeaders);
        answer.pipe(response);
      });
      onward.once("error", (error) => response.destroy(error));
      request.pipe(onward);
    };
  }

  /** Says from now on that everything lies elsewhere for good (RFC 9110 §15.4.2). */
  moveTo(url: string): void {
    this.#answer = (request, response) => response.writeHead(301, { Location: url + request.url! }).end();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
