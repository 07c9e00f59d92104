import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AccessLogs } from "./access-logs.ts";
import { Content } from "./content.ts";
import { Delivery } from "./delivery.ts";
import { Hub } from "./hub.ts";
import { Notification } from "./notification.ts";
import { Operations } from "./operations.ts";
import { Publishing } from "./publishing.ts";
import type { Settings } from "./settings.ts";
import { Site } from "./site.ts";
import { State } from "./state.ts";

/** The flow: authors → content → publishing → site → delivery → readers; and publishing → notification → subscribers. */
export class DatelineStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, { description: `Dateline: feeds of ${settings.title}`.slice(0, 1024) });

    const accessLogs = new AccessLogs(this, "AccessLogs", settings);
    const content = new Content(this, "Content", { settings, accessLogs });
    const state = new State(this, "State", settings);
    const site = new Site(this, "Site", settings);

    const notification = new Notification(this, "Notification", { settings, state, site });
    const publishing = new Publishing(this, "Publishing", { settings, content, state, site, notification });
    const hub = settings.hub ? new Hub(this, "Hub", { settings, state, site }) : undefined;
    const delivery = new Delivery(this, "Delivery", { settings, site, hub, accessLogs });
    new Operations(this, "Operations", { settings, notification, publishing, hub, delivery });

    this.#outputs({
      SiteUrl: `${settings.baseUrl}/`,
      FeedRss: `${settings.baseUrl}/feed.xml`,
      FeedAtom: `${settings.baseUrl}/atom.xml`,
      FeedJson: `${settings.baseUrl}/feed.json`,
      /** Names the feeds of sections, tags and authors too, which come and go with the articles. */
      AllFeeds: `${settings.baseUrl}/feeds.opml`,
      DistributionDomain: delivery.distribution.distributionDomainName,
      ContentBucket: content.bucketName,
      StateBucket: state.bucketName,
      SiteBucket: site.bucketName,
      ChangesQueue: publishing.changes.queueUrl,
      DeadLettersQueue: publishing.changes.deadLetters.queueUrl,
      AnnouncementsQueue: notification.announcements.queueUrl,
      AnnouncementsDeadLettersQueue: notification.announcements.deadLetters.queueUrl,
      DeliveriesQueue: notification.deliveries.queueUrl,
      DeliveriesDeadLettersQueue: notification.deliveries.deadLetters.queueUrl,
      PublishFunction: publishing.publish.functionName,
      PublishLogs: publishing.publish.logs.logGroupName,
      ScheduleFunction: publishing.schedule.functionName,
      ScheduleLogs: publishing.schedule.logs.logGroupName,
      DistributeLogs: notification.distribute.logs.logGroupName,
      DeliverLogs: notification.deliver.logs.logGroupName,
    });
    if (!hub) return;
    this.#outputs({
      HubUrl: `${settings.baseUrl}/hub`,
      /** The same without CloudFront before it. */
      HubEndpoint: hub.endpoint,
      VerificationsQueue: hub.verifications.queueUrl,
      VerificationsDeadLettersQueue: hub.verifications.deadLetters.queueUrl,
      SubscribeLogs: hub.subscribe.logs.logGroupName,
      VerifyLogs: hub.verify.logs.logGroupName,
    });
  }

  #outputs(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
