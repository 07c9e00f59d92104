import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Starts a program that serves something, and waits until it has said where.
 *
 * @returns what it said that matches, and how to end it
 */
export async function startServer(
  said: RegExp,
  command: string,
  ...words: string[]
): Promise<{ match: string; close(): Promise<void> }> {
  const server = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"] });
  const close = async () => {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  let heard = "";
  return new Promise((resolve, reject) => {
    for (const output of [server.stdout, server.stderr]) {
      output.on("data", (bytes) => {
        heard += String(bytes);
        const match = said.exec(heard)?.[0];
        if (match !== undefined) resolve({ match, close });
      });
    }
    server.once("exit", () => reject(new Error(`${command} ended:\n${heard}`)));
  });
}
