import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Serves on this machine until the test is over, and returns the origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => server.close().closeAllConnections());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a subscriber says that means what it asked for (WebSub §5.3.1). */
export const echoChallenge: RequestListener = ({ url }, response) =>
  void response.end(new URL(url!, "http://x.example").searchParams.get("hub.challenge"));
