import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { siteHeaders } from "../../lambdas/adapters/s3-ports.ts";
import type { Ports } from "../../lambdas/core/ports.ts";
import { publishChanged, tick } from "../../lambdas/core/schedule.ts";
import { mortal, survives } from "../core/mortal-store.ts";
import { differences } from "../differences.ts";
import { copyOfProject } from "./aws.ts";
import { aws, bucketsOfStack, cdk, deploy, eventually, isEmulated, s3, sqs } from "./emulated.ts";
import { heedEvents, loseEvents } from "./faults.ts";
import { DeployedPublication } from "./publication.ts";

let written = 0;

/** Each newer than the one before it, so that it is at the head of the feed. */
function article(title: string, published?: string): string {
  const moment = published ?? new Date(Date.UTC(2026, 2, 1) + written++ * 60_000).toISOString();
  return `---\ntitle: ${JSON.stringify(title)}\npublished: ${moment}\n---\n\nThe story of ${title}.\n`;
}

let publication: DeployedPublication;

/** Byte for byte what `npm run build` gives for the same content and ledger. */
async function expectCleanBuild(): Promise<void> {
  await publication.settle();
  expect(differences(await publication.documents(), await publication.cleanBuild())).toEqual([]);
}

const shows = (title: string) => async () => (await publication.titles()).includes(title);

describe.skipIf(!isEmulated)("a publication on AWS", () => {
  beforeAll(async () => {
    await aws.bootstrap();
    publication = new DeployedPublication(aws, await deploy());
  });

  test("the deployment itself publishes the sample", async () => {
    await eventually("the feed is there", async () => (await publication.titles()).length > 0);
    await eventually("the first scheduled run adds what no article has", () => publication.read("404.html"));
    await expectCleanBuild();
  });

  test("documents are stored with the media type and the lifetime that readers need", async () => {
    for (const key of ["feed.xml", "feed.json", "index.html"]) {
      const { contentType, cacheControl } = siteHeaders(key, Buffer.from(await publication.read(key)));
      const { ContentType, CacheControl } = await s3.send(
        new HeadObjectCommand({ Bucket: publication.outputs.SiteBucket, Key: key }),
      );
      expect(CacheControl).toBe(cacheControl);
      // The emulator forgets the charset of XML, S3 does not.
      expect(ContentType).toBe(key === "feed.xml" ? "application/xml" : contentType);
    }
  });

  test("an article is in the feed within seconds, whatever its name", async () => {
    const names = ["plain", "with space", "a+b", "été", "日本語", "100%25", "q?a&b=c"];
    for (const name of names) await publication.write(`articles/odd/${name}.md`, article(`Odd ${name}`));
    for (const name of names) await eventually(`${name} is in the feed`, shows(`Odd ${name}`));
    await expectCleanBuild();
  });

  test("an edited article changes, and keeps its id", async () => {
    const idOf = async (title: string) => {
      const { items } = JSON.parse(await publication.read("feed.json")) as { items: { id: string; title: string }[] };
      return items.find((item) => item.title === title)?.id;
    };
    const before = await idOf("Odd plain");
    await publication.write("articles/odd/plain.md", article("Odd no more"));
    await eventually("the edit is in the feed", shows("Odd no more"));
    expect(await idOf("Odd no more")).toBe(before);
    await expectCleanBuild();
  });

  test("a moved article stays, and a deleted one goes", async () => {
    const { bytes } = (await publication.content.get("articles/odd/été.md"))!;
    await publication.content.put("articles/moved/été.md", bytes);
    await publication.content.delete("articles/odd/été.md");
    await publication.content.delete("articles/odd/a+b.md");
    await eventually("it is gone", async () => !(await shows("Odd a+b")()));
    await expectCleanBuild();
    expect(await publication.titles()).toContain("Odd été");
  });

  test("a withdrawn article and one under another slug tell the edge how they are to be answered", async () => {
    const metadataOf = async (slug: string) => {
      const Key = `articles/${slug}/index.html`;
      return (await s3.send(new HeadObjectCommand({ Bucket: publication.outputs.SiteBucket, Key }))).Metadata;
    };
    await publication.write("articles/short-lived.md", article("Short lived"));
    await publication.write("articles/renamed.md", article("Renamed"));
    await eventually("both are in the feed", async () => (await shows("Short lived")()) && shows("Renamed")());
    await publication.content.delete("articles/short-lived.md");
    await publication.write("articles/renamed.md", article("Renamed").replace("---\n", "---\nslug: new-name\n"));
    await eventually("one is gone", async () => !(await shows("Short lived")()));
    await publication.settle();
    expect(await metadataOf("short-lived")).toEqual({ status: "410" });
    expect(await metadataOf("renamed")).toMatchObject({
      status: "301",
      location: expect.stringContaining("/new-name/"),
    });
    expect(await metadataOf("new-name")).toEqual({});
    await expectCleanBuild();
  });

  test("the media of a draft are private until the article is published", async () => {
    await publication.write(
      "articles/sketch.md",
      article("A sketch").replace("---\n", "---\ndraft: true\nimage: media/sketch.svg\n"),
    );
    await publication.settle();
    await publication.write("media/sketch.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>');
    await publication.settle();
    expect(await publication.read("media/sketch.svg")).toBe("");
    await expectCleanBuild();
    await publication.write(
      "articles/sketch.md",
      article("A sketch").replace("---\n", "---\nimage: media/sketch.svg\n"),
    );
    await eventually("the picture is there", () => publication.read("media/sketch.svg"));
    expect(await publication.read("articles/a-sketch/index.html")).toMatch(/media\/sketch\.svg\?v=[0-9a-f]{12}/);
    await expectCleanBuild();
  });

  test("a broken article is left out, and the one beside it is not", async () => {
    await publication.write("articles/broken.md", "---\ntitle: [\n---\n");
    await publication.write("articles/beside.md", article("Beside the broken one"));
    await eventually("the good one is there", shows("Beside the broken one"));
    await expectCleanBuild();
    await publication.content.delete("articles/broken.md");
  });

  test("an embargoed article waits for its moment, and the schedule releases it", async () => {
    const moment = new Date(Date.now() + 5_000).toISOString();
    await publication.write("articles/embargo.md", article("Not before its time", moment));
    await publication.settle();
    if (new Date().toISOString() < moment) expect(await publication.titles()).not.toContain("Not before its time");
    await eventually("it is released", shows("Not before its time"));
    await expectCleanBuild();
  });

  test("of a burst of 200 articles none is lost", async () => {
    const names = Array.from({ length: 200 }, (_, index) => `burst ${String(index).padStart(3, "0")}`);
    await Promise.all(names.map((name) => publication.write(`articles/burst/${name}.md`, article(name))));
    await publication.settle();
    await expectCleanBuild();
    const documents = await publication.documents();
    expect(Object.keys(documents).filter((key) => key.startsWith("articles/burst-"))).toHaveLength(200);
  });

  describe("with events lost", () => {
    beforeAll(() => heedEvents(publication.outputs, false));
    afterAll(() => heedEvents(publication.outputs, true));

    test("a reconciliation finds what was written, changed and deleted", async () => {
      await publication.write("articles/lost.md", article("Lost and found"));
      await publication.write("articles/beside.md", article("Beside, edited"));
      await publication.content.delete("articles/burst/burst 000.md");
      await loseEvents(publication.outputs);
      await publication.run("reconcile");
      expect(await publication.titles()).toEqual(expect.arrayContaining(["Lost and found", "Beside, edited"]));
      await expectCleanBuild();
    });

    test("a publisher that is killed at any of its writes: a tick finishes what it began", async () => {
      const version = await publication.programVersion();
      const publish = (ports: Ports) => publishChanged(ports, { version }, ["articles/killed.md"]);
      let writes = 0;
      for (let finished = false; !finished; writes++) {
        await publication.write("articles/killed.md", article(`Killed at write ${writes}`));
        finished = await survives(() => publish(mortal(publication.ports, writes)));
        // Nothing was begun yet: then the event comes again, as it was never acknowledged.
        if (writes === 0) await publish(publication.ports);
        await tick({ ...publication.ports, clock: () => new Date(Date.now() + 10 * 60_000) }, { version });
        expect(await publication.titles()).toContain(`Killed at write ${writes}`);
      }
      expect(writes).toBeGreaterThan(5);
      await loseEvents(publication.outputs);
      await expectCleanBuild();
    });
  });

  test("changes that are told twice and in disorder change nothing", async () => {
    const before = await publication.documents();
    const keys = ["articles/beside.md", "articles/burst/burst+001.md", "articles/killed.md", "articles/never-there.md"];
    for (const key of [...keys, ...keys.toReversed()]) {
      const body = JSON.stringify({ Records: [{ eventName: "ObjectCreated:Put", s3: { object: { key } } }] });
      await sqs.send(new SendMessageCommand({ QueueUrl: publication.outputs.ChangesQueue, MessageBody: body }));
    }
    await publication.settle();
    expect(await publication.documents()).toEqual(before);
  });

  test("a message that is no notification ends in the dead letters, and the change beside it is published", async () => {
    const QueueUrl = publication.outputs.ChangesQueue;
    const hiddenSeconds = await publication.hideTaken("ChangesQueue", 1);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "not a notification" }));
    await publication.write("articles/beside-poison.md", article("Beside the poison"));
    await eventually("the good one is there", shows("Beside the poison"));
    await eventually("the poison is a dead letter", async () => (await publication.messages("DeadLettersQueue")) === 1);
    await publication.hideTaken("ChangesQueue", hiddenSeconds);
    await expectCleanBuild();
  });

  test("changed settings are noticed by the schedule", async () => {
    const { bytes } = (await publication.content.get("publication.yaml"))!;
    const settings = new TextDecoder().decode(bytes).replace(/^title: .*$/m, "title: The Renamed Tide");
    await publication.write("publication.yaml", settings);
    await eventually("every feed has the new title", async () =>
      (await publication.read("feed.xml")).includes("Renamed"),
    );
    await eventually("nothing runs", async () => {
      await publication.run("tick");
      return true;
    });
    await expectCleanBuild();
  });

  test("a second deployment, with other code and other content, keeps everything", async () => {
    const project = await copyOfProject();
    await writeFile(join(project, "lambdas/new-code.ts"), "export const novelty = 1;\n");
    await writeFile(join(project, "content/articles/deployed.md"), article("Came with the deployment"));
    const before = await publication.titles();
    const outputs = await deploy([], project);
    await rm(project, { recursive: true });
    expect(outputs).toEqual(publication.outputs);
    await eventually("the new article is there", shows("Came with the deployment"));
    expect(await publication.titles()).toEqual(expect.arrayContaining(before.slice(0, 40)));
    expect(await publication.content.get("articles/beside-poison.md")).toBeDefined();
    await publication.run("tick");
    await expectCleanBuild();
  });

  test("destroying the stack keeps what cannot be made again; nothing else is left", async () => {
    await cdk(["destroy", "--force"]);
    expect(await bucketsOfStack()).toEqual(["accesslogs", "content", "site", "state"]);
    expect(await publication.content.get("articles/beside.md")).toBeDefined();
  });

  test("an ephemeral stack leaves nothing", async () => {
    const before = await bucketsOfStack();
    publication = new DeployedPublication(aws, await deploy(["ephemeral=true"]));
    await eventually("the feed is there", async () => (await publication.titles()).length > 0);
    await cdk(["destroy", "--force", "-c", "ephemeral=true"]);
    expect(await bucketsOfStack()).toEqual(before);
  });
});
