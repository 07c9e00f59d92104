import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { copyOfProject } from "./aws.ts";
import { article, expectCleanBuild, test } from "./deployed.ts";
import { bucketsOfStack, cdk, deploy, eventually } from "./emulated.ts";

/** What becomes of a publication when its stack is deployed once more, and when it is destroyed. */
export function deployments(): void {
  test("a second deployment, with other code and other content, keeps everything", async ({ publication }) => {
    const project = await copyOfProject();
    await writeFile(join(project, "lambdas/new-code.ts"), "export const novelty = 1;\n");
    await writeFile(join(project, "content/articles/deployed.md"), article("Came with the deployment"));
    const before = await publication.titles();
    const outputs = await deploy([], project);
    await rm(project, { recursive: true });
    expect(outputs).toEqual(publication.outputs);
    await eventually("the new article is there", () => publication.shows("Came with the deployment"));
    expect(await publication.titles()).toEqual(expect.arrayContaining(before.slice(0, 40)));
    expect(await publication.content.get("articles/beside-poison.md")).toBeDefined();
    await publication.run("tick");
    await expectCleanBuild(publication);
  });

  test("destroying the stack keeps what cannot be made again; nothing else is left", async ({ publication }) => {
    await cdk(["destroy", "--force"]);
    expect(await bucketsOfStack()).toEqual(["accesslogs", "content", "site", "state"]);
    expect(await publication.content.get("articles/beside.md")).toBeDefined();
  });
}
