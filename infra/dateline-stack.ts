import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AccessLogs } from "./access-logs.ts";
import { Content } from "./content.ts";
import { Delivery } from "./delivery.ts";
import { Operations } from "./operations.ts";
import { Publishing } from "./publishing.ts";
import type { Settings } from "./settings.ts";
import { Site } from "./site.ts";
import { State } from "./state.ts";

/** The flow: authors → content → publishing → site → delivery → readers. */
export class DatelineStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, { description: `Dateline: feeds of ${settings.title}`.slice(0, 1024) });

    const accessLogs = new AccessLogs(this, "AccessLogs", settings);
    const content = new Content(this, "Content", { settings, accessLogs });
    const state = new State(this, "State", settings);
    const site = new Site(this, "Site", settings);

    const publishing = new Publishing(this, "Publishing", { settings, content, state, site });
    const delivery = new Delivery(this, "Delivery", { settings, site, accessLogs });
    new Operations(this, "Operations", { settings, publishing, delivery });

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
      DeadLettersQueue: publishing.deadLetters.queueUrl,
      PublishFunction: publishing.publish.functionName,
      PublishLogs: publishing.publish.logs.logGroupName,
      ScheduleFunction: publishing.schedule.functionName,
      ScheduleLogs: publishing.schedule.logs.logGroupName,
    });
  }

  #outputs(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
