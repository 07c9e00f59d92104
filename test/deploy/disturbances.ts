import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { Ports } from "../../lambdas/core/ports.ts";
import { publishChanged, tick } from "../../lambdas/core/schedule.ts";
import { mortal, survives } from "../core/mortal-store.ts";
import { article, expectCleanBuild, test } from "./deployed.ts";
import { eventually, sqs } from "./emulated.ts";
import { withEventsLost } from "./faults.ts";

/** What goes wrong around the functions. */
export function disturbances(): void {
  test("events are lost: a reconciliation finds what was written, changed and deleted", async ({ publication }) => {
    await withEventsLost(publication.outputs, async () => {
      await publication.write("articles/lost.md", article("Lost and found"));
      await publication.write("articles/beside.md", article("Beside, edited"));
      await publication.content.delete("articles/burst/burst 000.md");
    });
    await publication.run("reconcile");
    expect(await publication.titles()).toEqual(expect.arrayContaining(["Lost and found", "Beside, edited"]));
    await expectCleanBuild(publication);
  });

  test("a publisher is killed at any of its writes: a tick finishes what it began", async ({ publication }) => {
    const version = await publication.programVersion();
    const publish = (ports: Ports) => publishChanged(ports, { version }, ["articles/killed.md"]);
    let writes = 0;
    await withEventsLost(publication.outputs, async () => {
      for (let finished = false; !finished; writes++) {
        await publication.write("articles/killed.md", article(`Killed at write ${writes}`));
        finished = await survives(() => publish(mortal(publication.ports, writes)));
        // Nothing was begun yet: then the event comes again, as it was never acknowledged.
        if (writes === 0) await publish(publication.ports);
        await tick({ ...publication.ports, clock: () => new Date(Date.now() + 10 * 60_000) }, { version });
        expect(await publication.titles()).toContain(`Killed at write ${writes}`);
      }
    });
    expect(writes).toBeGreaterThan(5);
    await expectCleanBuild(publication);
  });

  test("changes that are told twice and in disorder change nothing", async ({ publication }) => {
    const before = await publication.documents();
    const keys = ["articles/beside.md", "articles/burst/burst+001.md", "articles/killed.md", "articles/never-there.md"];
    for (const key of [...keys, ...keys.toReversed()]) {
      const body = JSON.stringify({ Records: [{ eventName: "ObjectCreated:Put", s3: { object: { key } } }] });
      await sqs.send(new SendMessageCommand({ QueueUrl: publication.outputs.ChangesQueue, MessageBody: body }));
    }
    await publication.settle();
    expect(await publication.documents()).toEqual(before);
  });

  test("a message that is no notification ends in the dead letters, and the change beside it is published", async ({
    publication,
  }) => {
    const QueueUrl = publication.outputs.ChangesQueue;
    const hiddenSeconds = await publication.hideTaken("ChangesQueue", 1);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "not a notification" }));
    await publication.write("articles/beside-poison.md", article("Beside the poison"));
    await eventually("the good one is there", () => publication.shows("Beside the poison"));
    await eventually("the poison is a dead letter", async () => (await publication.messages("DeadLettersQueue")) === 1);
    await publication.hideTaken("ChangesQueue", hiddenSeconds);
    await expectCleanBuild(publication);
  });
}
