import { MemoryQueue } from "../../../lambdas/adapters/memory-queue.ts";
import { MemoryStore } from "../../../lambdas/adapters/memory-store.ts";
import { deliver, type DeliveryPorts, type Outcomes } from "../../../lambdas/core/notification/deliver.ts";
import { distribute } from "../../../lambdas/core/notification/distribute.ts";
import type { HttpAnswer, HttpRequest } from "../../../lambdas/core/ports.ts";
import { describeProblem } from "../../../lambdas/core/problem.ts";
import { answered } from "../hub/subscriber.ts";
import { markdown, Newsroom } from "../newsroom.ts";

export const SECRET = `whsec_${Buffer.from("a key of thirty-two bytes, words").toString("base64")}`;
export const URL = "https://reader.example/hooks/dateline?for=a'b";
export const ENDPOINT = `- url: ${URL}\n  secret: ${SECRET}\n`;

/** What an endpoint receives, read. */
export interface Received {
  url: string;
  headers: Record<string, string>;
  body: string;
  payload: {
    type: string;
    timestamp: string;
    data: Record<"new" | "corrected" | "withdrawn", { id: string; title: string }[]> & { feed: { feed_url: string } };
  };
}

/** The notification side of a newsroom, with endpoints that answer as they are told. */
export class WebhookDesk {
  readonly newsroom: Newsroom;
  readonly settings = new MemoryStore();
  readonly state = new MemoryStore();
  readonly queue: MemoryQueue;
  readonly received: Received[] = [];
  /** Bodies of all messages that have been put into the queue of deliveries. */
  readonly queued: string[] = [];
  readonly problems: string[] = [];
  answer: (request: HttpRequest) => HttpAnswer = () => answered(204);

  constructor(newsroom: Newsroom) {
    this.newsroom = newsroom;
    this.queue = new MemoryQueue(() => newsroom.now, 60);
  }

  get ports(): DeliveryPorts {
    const { newsroom, state, settings, problems, queued, queue } = this;
    return {
      clock: () => newsroom.now,
      chance: () => 0.5,
      site: newsroom.site,
      ledger: newsroom.state,
      state,
      settings,
      complain: (problem) => void problems.push(describeProblem(problem)),
      fetch: async (request) => {
        const body = new TextDecoder().decode(request.body);
        const { origin, target, headers = {} } = request;
        this.received.push({ url: origin + target, headers, body, payload: JSON.parse(body) as Received["payload"] });
        return this.answer(request);
      },
      deliveries: {
        send: async (messages) => {
          queued.push(...messages.map(({ body }) => body));
          await queue.send(messages);
        },
      },
    };
  }

  async configure(yaml: string) {
    await this.settings.put("webhooks.yaml", new TextEncoder().encode(yaml));
  }

  /** Hands on all that has been announced since the last time. */
  async distribute() {
    for (const { body } of this.announced()) await distribute(this.ports, body);
  }

  /** Announcements that webhooks hear of. */
  announced() {
    const all = this.newsroom.announced.splice(0);
    return all.filter(({ body }) => (JSON.parse(body) as { channel: string }).channel === "webhooks");
  }

  /** Delivers all that is due. */
  async deliver(): Promise<Outcomes[]> {
    const outcomes: Outcomes[] = [];
    for (const taken of await this.queue.take(1000)) {
      outcomes.push(await deliver(this.ports, taken.body));
      await this.queue.done(taken);
    }
    return outcomes;
  }

  /** What endpoints receive of a change in the newsroom. */
  async hear(...paths: string[]): Promise<Received[]> {
    await this.newsroom.changed(...paths);
    await this.distribute();
    await this.deliver();
    return this.received.splice(0);
  }
}

export const PATH = "articles/gulls.md";
export const gulls = (title = "Gulls") =>
  markdown(title, undefined, "section: Harbour\ntags: [birds]\nsummary: They queue.\n");

export async function openDesk(yaml = ENDPOINT): Promise<WebhookDesk> {
  const newsroom = await Newsroom.open();
  await newsroom.reconcile();
  const desk = new WebhookDesk(newsroom);
  desk.announced();
  await desk.configure(yaml);
  return desk;
}

/** A message for one endpoint waits in the queue. */
export async function deskWithMessage(yaml = ENDPOINT): Promise<WebhookDesk> {
  const desk = await openDesk(yaml);
  await desk.newsroom.write(PATH, gulls());
  await desk.newsroom.changed(PATH);
  await desk.distribute();
  return desk;
}
