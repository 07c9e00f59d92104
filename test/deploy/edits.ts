import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { expect } from "vitest";
import { siteHeaders } from "../../lambdas/adapters/site-headers.ts";
import { article, expectCleanBuild, test } from "./deployed.ts";
import { eventually, s3 } from "./emulated.ts";

/** What authors do, and what readers get of it. */
export function edits(): void {
  test("the deployment itself publishes the sample", async ({ publication }) => {
    await eventually("the feed is there", async () => (await publication.titles()).length > 0);
    await eventually("the first scheduled run adds what no article has", () => publication.read("404.html"));
    await expectCleanBuild(publication);
  });

  test("documents are stored with the media type and the lifetime that readers need", async ({ publication }) => {
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

  test("an article is in the feed within seconds, whatever its name", async ({ publication }) => {
    const names = ["plain", "with space", "a+b", "été", "日本語", "100%25", "q?a&b=c"];
    for (const name of names) await publication.write(`articles/odd/${name}.md`, article(`Odd ${name}`));
    for (const name of names) await eventually(`${name} is in the feed`, () => publication.shows(`Odd ${name}`));
    await expectCleanBuild(publication);
  });

  test("an edited article changes, and keeps its id", async ({ publication }) => {
    const idOf = async (title: string) => {
      const { items } = JSON.parse(await publication.read("feed.json")) as { items: { id: string; title: string }[] };
      return items.find((item) => item.title === title)?.id;
    };
    const before = await idOf("Odd plain");
    await publication.write("articles/odd/plain.md", article("Odd no more"));
    await eventually("the edit is in the feed", () => publication.shows("Odd no more"));
    expect(await idOf("Odd no more")).toBe(before);
    await expectCleanBuild(publication);
  });

  test("a moved article stays, and a deleted one goes", async ({ publication }) => {
    const { bytes } = (await publication.content.get("articles/odd/été.md"))!;
    await publication.content.put("articles/moved/été.md", bytes);
    await publication.content.delete("articles/odd/été.md");
    await publication.content.delete("articles/odd/a+b.md");
    await eventually("it is gone", async () => !(await publication.shows("Odd a+b")));
    await expectCleanBuild(publication);
    expect(await publication.titles()).toContain("Odd été");
  });

  test("a withdrawn article and one under another slug tell the edge how they are to be answered", async ({
    publication,
  }) => {
    const metadataOf = async (slug: string) => {
      const Key = `articles/${slug}/index.html`;
      return (await s3.send(new HeadObjectCommand({ Bucket: publication.outputs.SiteBucket, Key }))).Metadata;
    };
    await publication.write("articles/short-lived.md", article("Short lived"));
    await publication.write("articles/renamed.md", article("Renamed"));
    await eventually(
      "both are in the feed",
      async () => (await publication.shows("Short lived")) && publication.shows("Renamed"),
    );
    await publication.content.delete("articles/short-lived.md");
    await publication.write("articles/renamed.md", article("Renamed").replace("---\n", "---\nslug: new-name\n"));
    await eventually("one is gone", async () => !(await publication.shows("Short lived")));
    await publication.settle();
    expect(await metadataOf("short-lived")).toEqual({ status: "410" });
    expect(await metadataOf("renamed")).toMatchObject({
      status: "301",
      location: expect.stringContaining("/new-name/"),
    });
    expect(await metadataOf("new-name")).toEqual({});
    await expectCleanBuild(publication);
  });

  test("the media of a draft are private until the article is published", async ({ publication }) => {
    await publication.write(
      "articles/sketch.md",
      article("A sketch").replace("---\n", "---\ndraft: true\nimage: media/sketch.svg\n"),
    );
    await publication.settle();
    await publication.write("media/sketch.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"/>');
    await publication.settle();
    expect(await publication.read("media/sketch.svg")).toBe("");
    await expectCleanBuild(publication);
    await publication.write(
      "articles/sketch.md",
      article("A sketch").replace("---\n", "---\nimage: media/sketch.svg\n"),
    );
    await eventually("the picture is there", () => publication.read("media/sketch.svg"));
    expect(await publication.read("articles/a-sketch/index.html")).toMatch(/media\/sketch\.svg\?v=[0-9a-f]{12}/);
    await expectCleanBuild(publication);
  });

  test("a broken article is left out, and the one beside it is not", async ({ publication }) => {
    await publication.write("articles/broken.md", "---\ntitle: [\n---\n");
    await publication.write("articles/beside.md", article("Beside the broken one"));
    await eventually("the good one is there", () => publication.shows("Beside the broken one"));
    await expectCleanBuild(publication);
    await publication.content.delete("articles/broken.md");
  });

  test("an embargoed article waits for its moment, and the schedule releases it", async ({ publication }) => {
    const moment = new Date(Date.now() + 5_000).toISOString();
    await publication.write("articles/embargo.md", article("Not before its time", moment));
    await publication.settle();
    if (new Date().toISOString() < moment) expect(await publication.titles()).not.toContain("Not before its time");
    await eventually("it is released", () => publication.shows("Not before its time"));
    await expectCleanBuild(publication);
  });

  test("of a burst of 200 articles none is lost", async ({ publication }) => {
    const names = Array.from({ length: 200 }, (_, index) => `burst ${String(index).padStart(3, "0")}`);
    await Promise.all(names.map((name) => publication.write(`articles/burst/${name}.md`, article(name))));
    await publication.settle();
    await expectCleanBuild(publication);
    const documents = await publication.documents();
    expect(Object.keys(documents).filter((key) => key.startsWith("articles/burst-"))).toHaveLength(200);
  });

  test("changed settings are noticed by the schedule", async ({ publication }) => {
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
    await expectCleanBuild(publication);
  });
}
