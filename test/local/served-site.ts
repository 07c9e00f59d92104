import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { HeldDocuments } from "../../lambdas/local/held-documents.ts";
import type { Published } from "../../lambdas/local/published.ts";
import { siteServer } from "../../lambdas/local/serve.ts";

const BASE = "https://tide.example";

export interface Asked {
  status: number;
  headers: IncomingMessage["headers"];
  bytes: Buffer;
  body: string;
}

/** A folder of documents, and the server of `npm start` for it. */
export class ServedSite {
  readonly root: string;
  readonly documents: HeldDocuments;
  readonly server: Server;
  published: Published | undefined = { baseUrl: BASE, hubs: [] };

  private constructor(root: string) {
    this.root = root;
    this.documents = new HeldDocuments(root);
    this.server = siteServer(this.documents, () => this.published);
  }

  static async of(documents: { key: string; bytes: Uint8Array }[]): Promise<ServedSite> {
    const site = new ServedSite(await mkdtemp(join(tmpdir(), "dateline-serve-")));
    for (const { key, bytes } of documents) await site.write(key, bytes);
    site.server.listen(0, "127.0.0.1");
    await once(site.server, "listening");
    return site;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async write(key: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.root, key)), { recursive: true });
    await writeFile(join(this.root, key), content);
  }

  /** One request exactly as written: `fetch` follows redirections, tidies paths and sends headers of its own. */
  async ask(path: string, headers: OutgoingHttpHeaders = {}, method = "GET"): Promise<Asked> {
    const request = httpRequest({ host: "127.0.0.1", port: this.port, path, method, headers, agent: false }).end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const bytes = await buffer(response);
    return { status: response.statusCode!, headers: response.headers, bytes, body: bytes.toString() };
  }

  /** Sends bytes as they are, and returns all that comes back until the server closes the connection. */
  async send(...parts: (string | Buffer)[]): Promise<string> {
    const socket = connect(this.port, "127.0.0.1");
    const received: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => received.push(chunk)).on("error", () => {});
    for (const part of parts) socket.write(part);
    await new Promise((closed) => socket.once("close", closed));
    return Buffer.concat(received).toString("latin1");
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await rm(this.root, { recursive: true });
  }
}
