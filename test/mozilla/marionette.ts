import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * A client of what Mozilla's programs are driven through by tests: JSON with its length before it, over TCP
 * (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
 */
export class Marionette {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #commands = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const marionette = new Marionette(socket);
    await marionette.#receive();
    await marionette.command("WebDriver:NewSession", { capabilities: {} });
    return marionette;
  }

  async command(name: string, parameters: object): Promise<unknown> {
    const message = JSON.stringify([0, ++this.#commands, name, parameters]);
    this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    const [, , error, result] = (await this.#receive()) as [number, number, { message: string } | null, unknown];
    if (error) throw new Error(`${name}: ${error.message}`);
    return result;
  }

  /** Runs the body of an async function, and returns what that returns. */
  async run(body: string, ...args: string[]): Promise<unknown> {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => {${body}})(...arguments).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = await this.command("WebDriver:ExecuteAsyncScript", { script, args });
    const { value, error } = (answer as { value: { value: unknown; error?: string } }).value;
    if (error) throw new Error(error);
    return value;
  }

  close(): void {
    this.#socket.destroy();
  }

  async #receive(): Promise<unknown> {
    for (;;) {
      const colon = this.#received.indexOf(":");
      const end = colon + 1 + Number(this.#received.subarray(0, colon));
      if (colon > 0 && this.#received.length >= end) {
        const message = this.#received.subarray(colon + 1, end).toString();
        this.#received = this.#received.subarray(end);
        return JSON.parse(message);
      }
      const [bytes] = (await once(this.#socket, "data")) as [Buffer];
      this.#received = Buffer.concat([this.#received, bytes]);
    }
  }
}
