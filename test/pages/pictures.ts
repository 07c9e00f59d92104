import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { openBrowser } from "./browser.ts";
import { openFirefox } from "./firefox.ts";
import { copySampleContent } from "./sample-content.ts";
import { serveContent } from "./served-publication.ts";

/** `npm run pictures` takes the pictures in the documentation anew. */
const folder = resolve(import.meta.dirname, "../../docs/images");

/**
 * One that is the same every time; the browsers get there through a proxy. As it is not `https`, they do not say that
 * a person is looking (Sec-Fetch-Dest), and so are given the feeds themselves, as any other server would give them.
 */
const address = "http://dateline.example";

const desktop = { width: 960, height: 700 };
const phone = { width: 360, height: 640 };
const small = { width: 720, height: 480 };
const pictures = [
  { name: "home", path: "/", viewport: { width: 1080, height: 700 } },
  { name: "article", path: "/articles/the-night-ferry-comes-back-after-nine-years/", viewport: desktop },
  { name: "article-phone-dark", path: "/articles/seafarers-house/", viewport: phone, colorScheme: "dark" as const },
  { name: "section", path: "/sections/harbour/", viewport: { width: 1080, height: 600 } },
  { name: "feeds-phone", path: "/feeds/", viewport: phone },
  { name: "not-found-phone", path: "/articles/no-such-article/", viewport: phone },
  { name: "withdrawn-phone", path: "/articles/soup-for-forty-and-one-who-comes-late/", viewport: phone },
  { name: "raw-feed-chromium", path: "/feed.xml", viewport: small },
];

const served = await serveContent(await copySampleContent(), address);
const proxy = createServer((request, response) => {
  const { pathname, search } = new URL(request.url!);
  ask(served.baseUrl + pathname + search, { headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  }).end();
}).listen(0, "127.0.0.1");
await once(proxy, "listening");
const { port } = proxy.address() as AddressInfo;

const chromium = await openBrowser();
for (const { name, path, ...look } of pictures) {
  const page = await chromium.newPage({ ...look, proxy: { server: `http://127.0.0.1:${port}` } });
  // Pictures further down come last.
  await page.goto(address + path, { waitUntil: "networkidle" });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
await chromium.close();

const firefox = await openFirefox(port);
await firefox.open(`${address}/feed.xml`);
await writeFile(join(folder, "raw-feed-firefox.png"), await firefox.picture(small));
await firefox.close();

proxy.close();
proxy.closeAllConnections();
await served.close();
