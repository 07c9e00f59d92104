import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the browser says in its console: scripts and styles that the policy forbids, files that are not there. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that has been withdrawn has exactly that status; and not everybody has an icon.
    const { url } = message.location();
    const isExpected =
      /status of (404|410)/.test(message.text()) && (url === page.url() || url.endsWith("/favicon.ico"));
    if (["error", "warning"].includes(message.type()) && !isExpected) complaints.push(`${message.text()} ${url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
}

export async function overflow(page: Page): Promise<string[]> {
  const root = "document.documentElement";
  const tooWide = await page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
  return tooWide > 0 ? [`is ${tooWide} px wider than the window`] : [];
}

/** What axe finds in a page, or what one of its rules does. */
export async function axeFaults(page: Page, rule?: string): Promise<string[]> {
  const options = { resultTypes: ["violations"], ...(rule && { runOnly: [rule] }) };
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(" ")}`,
  );
}
