import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { PurgeQueueCommand } from "@aws-sdk/client-sqs";
import { awsOn, type Aws } from "../deploy/aws.ts";
import { startEmulator, type Emulator } from "../deploy/emulator.ts";
import { DeployedPublication } from "../deploy/publication.ts";
import type { Author } from "./author.ts";
import type { Counts } from "./counts.ts";
import type { Dice } from "./dice.ts";
import type { Home } from "./home.ts";

/** On AWS it is six times what a function may take, which is up to half an hour: longer than anybody wants to watch. */
const HIDDEN_SECONDS = 20;
const QUEUES = ["ChangesQueue", "AnnouncementsQueue", "DeliveriesQueue", "VerificationsQueue"] as const;
/** Those that a reconciliation makes up for, as docs/operating.md says. */
const DEAD_LETTERS = ["DeadLettersQueue", "AnnouncementsDeadLettersQueue"] as const;
const WORK_MILLIS = 4000;
/** What the emulator says where a function dies at its work, or while it starts for it; most wait for some. */
const WORK_CUT_OFF = /^Worker process died|Warm worker execution error/gm;

/** A deployment to an emulator, whose functions are processes. */
class AwsHome implements Home {
  readonly name = "AWS";
  readonly stillness = 0.3;
  readonly content;
  readonly baseUrl;
  readonly #emulator: Emulator;
  readonly #aws: Aws;
  readonly #publication: DeployedPublication;
  readonly #counts: Counts;

  constructor(emulator: Emulator, aws: Aws, publication: DeployedPublication, counts: Counts) {
    this.content = publication.content;
    this.baseUrl = publication.outputs.SiteUrl!.replace(/\/$/, "");
    this.#emulator = emulator;
    this.#aws = aws;
    this.#publication = publication;
    this.#counts = counts;
  }

  subscribe(form: Record<string, string>) {
    return this.#publication.atHub("POST", form);
  }

  /** Kills some functions, or all as when a data centre fails, while they work; the schedule fires more often than by itself. */
  async interrupt(author: Author, dice: Dice): Promise<void> {
    for (let times = 1 + dice.below(4); times > 0; times--) {
      await (dice.chance(0.1) ? author.burst(100) : author.edit());
      if (dice.chance(0.5)) await this.#tick();
      await sleep(dice.below(2000));
      const share = dice.pick([0.3, 1]);
      for (const pid of await this.#emulator.functionProcesses())
        if (dice.chance(share) && kill(pid)) this.#counts.add("kills");
    }
  }

  async work(): Promise<void> {
    await this.#heedAlarms();
    await this.#tick();
    await sleep(WORK_MILLIS);
  }

  documents() {
    return this.#publication.documents();
  }

  cleanBuild() {
    return this.#publication.cleanBuild();
  }

  said() {
    return readFile(this.#emulator.log, "utf8");
  }

  async close(): Promise<void> {
    const cutOff = (await this.said()).match(WORK_CUT_OFF) ?? [];
    this.#counts.add("kills that cut work off", cutOff.length);
    await this.#emulator.stop();
  }

  /** As the schedule does: nobody waits for it, and it is not tried again. */
  async #tick(): Promise<void> {
    const FunctionName = this.#publication.outputs.ScheduleFunction;
    const Payload = JSON.stringify({ run: "tick" });
    await this.#aws.lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }));
  }

  /** What an operator does whom an alarm has woken. */
  async #heedAlarms(): Promise<void> {
    let dead = 0;
    for (const queue of DEAD_LETTERS) {
      const messages = await this.#publication.messages(queue);
      if (messages === 0) continue;
      await this.#aws.sqs.send(new PurgeQueueCommand({ QueueUrl: this.#publication.outputs[queue] }));
      dead += messages;
    }
    if (dead === 0) return;
    this.#counts.add("dead letters", dead);
    await this.#publication.run("reconcile");
  }
}

export async function awsHome(counts: Counts): Promise<Home> {
  const emulator = await startEmulator();
  try {
    const aws = awsOn(emulator);
    await aws.bootstrap();
    const publication = new DeployedPublication(aws, await aws.deploy());
    for (const queue of QUEUES) await publication.hideTaken(queue, HIDDEN_SECONDS);
    await publication.run("tick");
    await publication.settle();
    return new AwsHome(emulator, aws, publication, counts);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

/** @returns whether it was still there */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    return false;
  }
}
