import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { echoChallenge, serve } from "../loopback-server.ts";
import { expectNoSecret, SECRET_ENVIRONMENT, SECRETS } from "./planted-secrets.ts";
import { Running } from "./running.ts";

const article = (...fields: string[]) => `---\n${fields.join("\n")}\n---\nText of an article.\n`;

/** Confirms whatever it is asked, and fails at every delivery, so that there is something to complain of. */
async function failingSubscriber(): Promise<{ origin: string; deliveries: () => number }> {
  let deliveries = 0;
  const origin = await serve((request, response) => {
    if (request.method === "GET") return echoChallenge(request, response);
    deliveries++;
    response.writeHead(500).end(`no ${SECRETS["the token in a callback"]}`);
  });
  return { origin, deliveries: () => deliveries };
}

async function textsBelow(folder: string): Promise<[path: string, text: string][]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Promise.all(paths.map(async (path): Promise<[string, string]> => [path, await readFile(path, "latin1")]));
}

test("no secret reaches the public folder, the terminal, or an answer of the hub", async () => {
  const subscriber = await failingSubscriber();
  const running = await Running.onSample();
  onTestFinished(() => running.close());
  const settings = await readFile(join(running.folder, "content/publication.yaml"), "utf8");
  await running.write("publication.yaml", `${settings}# ${SECRETS["a comment in the settings"]}\n`);
  await running.write("articles/draft.md", article("draft: true", `title: ${SECRETS["the text of a draft"]}`));
  await running.write("articles/later.md", article("published: 2999-01-01", `title: ${SECRETS["the text under embargo"]}`));
  await running.write("articles/open.md", `${article("title: Open", `note: ${SECRETS["a key of other tools in front matter"]}`)}<!-- ${SECRETS["a comment in an article"]} -->\n`);
  await running.write("articles/bad.md", article("title: Bad", `published: ${SECRETS["a value that was refused"]}`));
  await running.start({ DATELINE_ALLOW_LOOPBACK_CALLBACKS: "1", ...SECRET_ENVIRONMENT });

  const callback = `${subscriber.origin}/cb?token=${SECRETS["the token in a callback"]}`;
  const form = { "hub.mode": "subscribe", "hub.callback": callback, "hub.topic": `${running.address}/feed.xml`, "hub.secret": SECRETS["the secret of a subscription"] };
  const answers = [
    await running.post(form),
    await running.post({ ...form, "hub.callback": callback.replace("http:", "ftp:") }),
    await running.post({ ...form, "hub.topic": callback }),
    await running.post({ ...form, "hub.lease_seconds": SECRETS["the secret of a subscription"] }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([202, 400, 400, 400]);
  await vi.waitUntil(async () => (await running.showHub()).includes("Feeds: 1"), { timeout: 10_000 });
  await running.write("articles/gulls.md", "# The gulls have learned to queue\n\nNobody taught them.\n");
  await vi.waitUntil(() => subscriber.deliveries() > 0, { timeout: 10_000 });
  await vi.waitUntil(async () => (await running.showHub()).includes("failing since"), { timeout: 10_000 });

  const site = await textsBelow(join(running.folder, "data/site"));
  const published = site.map(([, text]) => text).join("");
  for (const title of ["Open", "The gulls have learned to queue"]) expect(published).toContain(title);
  for (const [path, text] of site) expectNoSecret(path, text);
  for (const { body } of answers) expectNoSecret("an answer of the hub", body);
  expectNoSecret("npm run hub", await running.showHub());
  // Whoever wrote it sits at the terminal, and is told what is wrong with it.
  expect(running.said).toContain(SECRETS["a value that was refused"]);
  expectNoSecret("the terminal", running.said, ["a value that was refused"]);
}); // prettier-ignore
