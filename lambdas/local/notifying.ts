import { join } from "node:path";
import { reachOfEnvironment } from "../adapters/environment.ts";
import { FolderFiles } from "../adapters/folder-files.ts";
import { GuardedFetch } from "../adapters/guarded-fetch.ts";
import type { SqliteQueue } from "../adapters/sqlite-queue.ts";
import { SqliteStore } from "../adapters/sqlite-store.ts";
import { answerAtHub, type HubAnswer, type HubRequest } from "../core/hub/answer.ts";
import { Pace } from "../core/hub/pace.ts";
import { verify } from "../core/hub/verify.ts";
import { deliver, type Outcomes } from "../core/notification/deliver.ts";
import { distribute } from "../core/notification/distribute.ts";
import type { NotificationPorts } from "../core/notification/channel.ts";
import type { Clock, Files, Outbox } from "../core/ports.ts";
import { describeProblem } from "../core/problem.ts";
import { failureReporter } from "./failure.ts";
import { openQueue, type QueueName, type WorkQueue } from "./queues.ts";
import { Worker } from "./worker.ts";

const STOP_MILLIS = 2000;

export interface NotifyingOptions {
  /** Folder for what must outlast the process, `hub.db` and `queue.db`, and for the operator's `webhooks.yaml`. */
  data: string;
  baseUrl: string;
  site: Files;
  /** The publisher's. */
  state: Files;
  clock: Clock;
}

/** The notification side on one machine: three queues in a file, and a worker at each. */
export class Notifying {
  /** Where the publisher says what has changed. */
  readonly announcements: Outbox;
  readonly #options: NotifyingOptions;
  readonly #state: SqliteStore;
  readonly #queues: SqliteQueue[] = [];
  readonly #workers: Worker[];
  readonly #verifications: Outbox;
  readonly #fetcher = new GuardedFetch();

  constructor(options: NotifyingOptions) {
    const { data, baseUrl, clock, site, state: ledger } = options;
    this.#options = options;
    this.#state = new SqliteStore(join(data, "hub.db"));
    const ports: NotificationPorts = {
      clock,
      site,
      ledger,
      state: this.#state,
      fetch: this.#fetcher.fetch,
      settings: new FolderFiles(data),
      complain: (problem) => console.error(describeProblem(problem)),
    };
    const [pace, chance] = [new Pace(clock), Math.random];

    const verifier = this.#worker("verifications", 128, (body) =>
      verify({ ...ports, pace, chance, verifications: verifier.outbox }, baseUrl, body),
    );
    const deliverer = this.#worker("deliveries", 40, async (body) =>
      sayWhoWasNotTold(await deliver({ ...ports, chance, deliveries: deliverer.outbox }, body)),
    );
    const distributor = this.#worker("announcements", 4, (body) =>
      distribute({ ...ports, deliveries: deliverer.outbox }, body),
    );
    this.#verifications = verifier.outbox;
    this.announcements = distributor.outbox;
    this.#workers = [distributor, verifier, deliverer];
  }

  start(): void {
    for (const worker of this.#workers) worker.start();
  }

  answer(request: HubRequest): Promise<HubAnswer> {
    const { baseUrl, clock, site } = this.#options;
    const ports = { clock, site, state: this.#state, verifications: this.#verifications };
    return answerAtHub(ports, { baseUrl, reach: reachOfEnvironment() }, request);
  }

  /** Lets deliveries under way come to an end, within a few seconds. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop(STOP_MILLIS)));
    await this.#fetcher.close();
    for (const queue of this.#queues) queue.close();
    this.#state.close();
  }

  #worker(name: WorkQueue, atOnce: number, handle: (body: string) => Promise<unknown>): Worker {
    const report = failureReporter();
    const failed = (error: unknown) => report(`one of the ${name} failed and comes again`, error);
    return new Worker({ queue: this.#queue(name), handle, atOnce, deadLetters: this.#queue(`failed-${name}`), failed });
  }

  #queue(name: QueueName): SqliteQueue {
    const queue = openQueue(this.#options.data, name, this.#options.clock);
    queue.reclaim();
    this.#queues.push(queue);
    return queue;
  }
}

/** Not who it is: that may be a secret. */
function sayWhoWasNotTold({ "given-up": givenUp = 0, refused = 0 }: Outcomes): void {
  const count = givenUp + refused;
  if (count > 0)
    console.error(
      `dateline: ${count} could not be told of a change, and will be told of the next; npm run hub says more`,
    );
}
