import { Construct } from "constructs";
import { CoreFunction } from "./core-function.ts";
import type { Settings } from "./settings.ts";
import type { Site } from "./site.ts";
import type { State } from "./state.ts";
import { WorkQueue } from "./work-queue.ts";

/** A million subscribers are a thousand listings and as many requests to SQS, one after another: about two minutes. */
const DISTRIBUTE_TIMEOUT_SECONDS = 300;
/** An announcement may have a million subscribers: each is a batch of its own, and two are worked on at once. */
const DISTRIBUTE_BATCHES = { messages: 1, atOnce: 2 };
const DISTRIBUTE_MEGABYTES = 512;

/** A recipient has ten seconds, after at most as many of waiting for those before it; then the failures are written down. */
const DELIVER_TIMEOUT_SECONDS = 60;
/**
 * A message has up to 100 recipients, who are all told at once: ten thousand under way. More would only sooner be too many
 * for a host that has many of them.
 */
const DELIVER_BATCHES = { messages: 10, atOnce: 10 };
/** One vCPU comes with 1,769 MB: hundreds of connections are made at once, each with its keys. */
const DELIVER_MEGABYTES = 1769;

interface NotificationProps {
  settings: Settings;
  state: State;
  site: Site;
}

/** Tells the world what has changed: each channel finds its recipients, and each recipient is told. */
export class Notification extends Construct {
  readonly announcements: WorkQueue;
  readonly deliveries: WorkQueue;
  /** Finds out who has to be told. */
  readonly distribute: CoreFunction;
  /** Tells them. */
  readonly deliver: CoreFunction;

  constructor(scope: Construct, id: string, { settings, state, site }: NotificationProps) {
    super(scope, id);
    this.announcements = new WorkQueue(this, "Announcements", { workSeconds: DISTRIBUTE_TIMEOUT_SECONDS });
    this.deliveries = new WorkQueue(this, "Deliveries", { workSeconds: DELIVER_TIMEOUT_SECONDS });

    this.distribute = new CoreFunction(this, "Distribute", {
      settings,
      source: "distribute.ts",
      description: "Finds out who has to be told of what was published",
      memoryMegabytes: DISTRIBUTE_MEGABYTES,
      timeoutSeconds: DISTRIBUTE_TIMEOUT_SECONDS,
      atOnce: DISTRIBUTE_BATCHES.atOnce,
    });
    state.grant(this.distribute, "hub/", {
      "told/": ["s3:GetObject", "s3:PutObject"],
      "webhooks.yaml": ["s3:GetObject"],
    });
    state.grantReadLedger(this.distribute);

    this.deliver = new CoreFunction(this, "Deliver", {
      settings,
      source: "deliver.ts",
      description: "Tells subscribers and other recipients",
      memoryMegabytes: DELIVER_MEGABYTES,
      timeoutSeconds: DELIVER_TIMEOUT_SECONDS,
      atOnce: DELIVER_BATCHES.atOnce,
    });
    state.grant(this.deliver, "hub/", {
      "told/": ["s3:GetObject", "s3:PutObject"],
      "subscriptions/": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      "recipients/": ["s3:GetObject", "s3:PutObject"],
      "gone/": ["s3:GetObject", "s3:PutObject"],
      "webhooks.yaml": ["s3:GetObject"],
    });
    for (const worker of [this.distribute, this.deliver]) {
      site.grantRead(worker);
      this.deliveries.grantSend(worker, "DELIVERIES_QUEUE");
    }
    this.announcements.grantWork(this.distribute, DISTRIBUTE_BATCHES);
    this.deliveries.grantWork(this.deliver, DELIVER_BATCHES);
  }

  /** Lets a publisher say what it has changed. */
  grantAnnounce(publisher: CoreFunction): void {
    this.announcements.grantSend(publisher, "ANNOUNCEMENTS_QUEUE");
  }
}
