import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IOrigin } from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { CoreFunction } from "./core-function.ts";
import type { Settings } from "./settings.ts";
import type { Site } from "./site.ts";
import type { State } from "./state.ts";
import { WorkQueue } from "./work-queue.ts";

/** Where the hub is, below `baseUrl`: `core/hub/hubs-of.ts` tells readers so. */
const PATH = "/hub";
/** Ten thousand subscribers who all come at once are through in eight minutes; more a second would only cost more. */
const REQUESTS_PER_SECOND = 20;
/** Each needs a copy of the function: with fewer copies than the API lets requests in, some would be refused. */
const REQUESTS_AT_ONCE = 50;

/** A request is a few round trips to S3 and one to SQS. */
const SUBSCRIBE_TIMEOUT_SECONDS = 10;

/** A callback has ten seconds, after at most as many of waiting for those before it. */
const VERIFY_TIMEOUT_SECONDS = 60;
/**
 * Many messages in one, so that callbacks which never answer hold up no others. Each copy keeps to a pace for each host of
 * its own, so that a host may get five times that.
 */
const VERIFY_BATCHES = { messages: 100, seconds: 1, atOnce: 5 };

const MEMORY_MEGABYTES = 512;

interface HubProps {
  settings: Settings;
  state: State;
  site: Site;
}

/** The publication's WebSub hub: whoever asks to hear of changes, and whether they meant it. */
export class Hub extends Construct {
  readonly verifications: WorkQueue;
  /** Answers requests. */
  readonly subscribe: CoreFunction;
  /** Asks subscribers whether they sent them. */
  readonly verify: CoreFunction;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, { settings, state, site }: HubProps) {
    super(scope, id);
    this.verifications = new WorkQueue(this, "Verifications", { workSeconds: VERIFY_TIMEOUT_SECONDS });

    this.subscribe = new CoreFunction(this, "Subscribe", {
      settings,
      source: "subscribe.ts",
      description: "Answers requests at the hub",
      memoryMegabytes: MEMORY_MEGABYTES,
      timeoutSeconds: SUBSCRIBE_TIMEOUT_SECONDS,
      atOnce: REQUESTS_AT_ONCE,
    });
    state.grant(this.subscribe, "hub/", { "pending/": ["s3:PutObject", "s3:DeleteObject"] });

    this.verify = new CoreFunction(this, "Verify", {
      settings,
      source: "verify.ts",
      description: "Asks subscribers whether they sent the request",
      memoryMegabytes: MEMORY_MEGABYTES,
      timeoutSeconds: VERIFY_TIMEOUT_SECONDS,
      atOnce: VERIFY_BATCHES.atOnce,
    });
    state.grant(this.verify, "hub/", {
      "pending/": ["s3:DeleteObject"],
      "subscriptions/": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      "told/": ["s3:GetObject", "s3:PutObject"],
    });
    this.verifications.grantWork(this.verify, VERIFY_BATCHES);
    for (const each of [this.subscribe, this.verify]) {
      each.addEnvironment("BASE_URL", settings.baseUrl);
      site.grantRead(each);
      this.verifications.grantSend(each, "VERIFICATIONS_QUEUE");
    }
    this.#api = this.#addApi(settings);
  }

  /** The hub without CloudFront before it. */
  get endpoint(): string {
    return `${this.#api.apiEndpoint}${PATH}`;
  }

  /** The origin that answers at `path`, and nowhere else. */
  asOrigin(): { path: string; origin: IOrigin } {
    const { region, urlSuffix } = Stack.of(this);
    return { path: PATH, origin: new HttpOrigin(`${this.#api.apiId}.execute-api.${region}.${urlSuffix}`) };
  }

  /** Lets the world in, at one path and no faster than the function can answer. */
  #addApi(settings: Settings): HttpApi {
    const api = new HttpApi(this, "Api", { description: "WebSub hub", createDefaultStage: false });
    const [route] = api.addRoutes({
      path: PATH,
      // The function says what it thinks of other methods than POST.
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration("Subscribe", this.subscribe),
    });
    Validations.of(route!).acknowledge({
      id: "AwsSolutions-APIG4",
      reason: "Anybody may subscribe (WebSub §5.1); a request does nothing before its callback has agreed to it.",
    });
    const logs = new LogGroup(this, "ApiLogs", {
      retention: settings.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: REQUESTS_AT_ONCE },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        // Neither addresses nor what was asked for: callbacks may be secrets, and stand in a query when somebody errs.
        format: AccessLogFormat.custom(
          '{"requestId":"$context.requestId","method":"$context.httpMethod","status":"$context.status","millis":"$context.responseLatency","error":"$context.integrationErrorMessage"}',
        ),
      },
    });
    return api;
  }
}
