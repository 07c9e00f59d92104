import type { Page } from "playwright-core";
import type { SitePage } from "./kinds-of-page.ts";
import type { ServedPublication } from "./served-publication.ts";

/** Opens a page of the site; one that leads elsewhere is held still, so that it can be looked at. */
export async function openPage(page: Page, { path, kind, bytes }: SitePage, served: ServedPublication): Promise<void> {
  const url = `${served.baseUrl}/${path}`;
  if (kind.endsWith("moved")) {
    const body = bytes.toString().replace(/<meta http-equiv="refresh"[^>]*>/, "");
    await page.route(url, (route) => route.fulfill({ body, contentType: "text/html" }), { times: 1 });
  }
  await page.goto(url, { waitUntil: "load" });
}
