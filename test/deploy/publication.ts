import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetFunctionConfigurationCommand, InvokeCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { request } from "undici";
import { FolderFiles } from "../../lambdas/adapters/folder-files.ts";
import { S3Store } from "../../lambdas/adapters/s3-store.ts";
import type { Files } from "../../lambdas/core/ports.ts";
import { workHere } from "../../lambdas/core/pure-work.ts";
import { cleanBuild, documentsIn } from "../clean-build.ts";
import type { Aws, Outputs } from "./aws.ts";

/** A deployed publication, as its author and its readers have it. */
export class DeployedPublication {
  readonly outputs: Outputs;
  readonly content: Files;
  readonly state: S3Store;
  readonly site: S3Store;
  readonly #aws: Aws;

  constructor(aws: Aws, outputs: Outputs) {
    const client = aws.s3;
    this.#aws = aws;
    this.outputs = outputs;
    this.content = new S3Store({ bucket: outputs.ContentBucket!, client });
    this.state = new S3Store({ bucket: outputs.StateBucket!, client, prefix: "publishing/" });
    this.site = new S3Store({ bucket: outputs.SiteBucket!, client });
  }

  /** For a publisher that is none of the functions, and tells nobody. */
  get ports() {
    const { content, state, site } = this;
    const announcements = { send: async () => undefined };
    return { content, state, site, clock: () => new Date(), pureWork: workHere, announcements };
  }

  async write(path: string, text: string): Promise<void> {
    await this.content.put(path, new TextEncoder().encode(text));
  }

  /** A document of the site as text, empty when there is none. */
  async read(key: string): Promise<string> {
    const found = await this.site.get(key);
    return found ? new TextDecoder().decode(found.bytes) : "";
  }

  /** The titles in the site's JSON feed. */
  async titles(): Promise<string[]> {
    const feed = JSON.parse((await this.read("feed.json")) || '{"items":[]}') as { items: { title: string }[] };
    return feed.items.map(({ title }) => title);
  }

  async shows(title: string): Promise<boolean> {
    return (await this.titles()).includes(title);
  }

  async run(run: "tick" | "reconcile"): Promise<void> {
    // The schedule may be running at this moment, and there is one copy of the function.
    await this.#aws.eventually(`the scheduled function runs ${run}`, async () => {
      const payload = JSON.stringify({ run });
      const command = new InvokeCommand({ FunctionName: this.outputs.ScheduleFunction, Payload: Buffer.from(payload) });
      const answer = await this.#aws.lambda.send(command).catch((error: Error) => {
        if (error.name === "TooManyRequestsException") return undefined;
        throw error;
      });
      if (answer?.FunctionError) throw new Error(Buffer.from(answer.Payload!).toString());
      return answer;
    });
  }

  /** A request to the API by its own address, whose host stands for the emulator here. */
  async atHub(method: "GET" | "POST", form: Record<string, string> = {}) {
    const [, host = "", path] = /^https?:\/\/([^/]+)(\/.*)$/.exec(this.outputs.HubEndpoint!) ?? [];
    const answer = await request(`${this.#aws.endpoint}${path}`, {
      method,
      headers: { host, "content-type": "application/x-www-form-urlencoded" },
      body: method === "POST" ? new URLSearchParams(form).toString() : null,
    });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  }

  /** What the deployed code calls itself. */
  async programVersion(): Promise<string> {
    const { Environment } = await this.#aws.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: this.outputs.ScheduleFunction }),
    );
    return Environment!.Variables!.PROGRAM_VERSION!;
  }

  /** How many messages wait or are being worked on. */
  async messages(queue: `${string}Queue`): Promise<number> {
    const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = await this.#attributesOf(queue);
    return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible ?? 0);
  }

  /**
   * After how many seconds a message that failed comes again.
   *
   * @returns after how many it did before
   */
  async hideTaken(queue: `${string}Queue`, seconds: number): Promise<number> {
    const { VisibilityTimeout } = await this.#attributesOf(queue);
    const Attributes = { VisibilityTimeout: String(seconds) };
    await this.#aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl: this.outputs[queue], Attributes }));
    return Number(VisibilityTimeout);
  }

  /** Waits until every change has been worked on. */
  async settle(): Promise<void> {
    await this.#aws.eventually(
      "the queue of changes is empty",
      async () => (await this.messages("ChangesQueue")) === 0,
    );
  }

  /** Every file of the site, by key. */
  documents(): Promise<Record<string, Buffer>> {
    return documentsIn(this.site);
  }

  /** What `npm run build` makes of the same content and ledger. */
  async cleanBuild(): Promise<Record<string, Buffer>> {
    const folder = await mkdtemp(join(tmpdir(), "dateline-content-"));
    try {
      const files = new FolderFiles(folder);
      for (const [key, bytes] of Object.entries(await documentsIn(this.content))) await files.put(key, bytes);
      return await cleanBuild(folder, this.state);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  async #attributesOf(queue: `${string}Queue`) {
    const { Attributes } = await this.#aws.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.outputs[queue], AttributeNames: ["All"] }),
    );
    return Attributes!;
  }
}
