import { createServer } from "node:http";

/**
 * A process that takes whatever is posted to it, agrees to be subscribed, and says on its channel to the parent each time
 * that as many posts have come as the parent wants to hear of. With `close` as its word it keeps no connection.
 */
const closes = process.argv[2] === "close";
let posts = 0;
let awaited = Infinity;

const server = createServer((request, response) => {
  if (closes) response.setHeader("Connection", "close");
  if (request.method === "GET") {
    response.end(new URL(request.url!, "http://x.example").searchParams.get("hub.challenge"));
    return;
  }
  request.resume().on("end", () => {
    response.writeHead(204).end();
    if (++posts === awaited) process.send!("all");
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send!(server.address()));
process.on("message", (count: number) => {
  posts = 0;
  awaited = count;
  process.send!("ready");
});
process.on("disconnect", () => process.exit());
