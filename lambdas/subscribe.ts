import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { reachOfEnvironment, stackVariable } from "./adapters/environment.ts";
import { hubPortsOnS3 } from "./adapters/hub-ports.ts";
import { answerAtHub, type HubDoorPorts } from "./core/hub/answer.ts";
import { logFailure, logWork } from "./run-log.ts";

/** The public door of the hub, behind API Gateway (payload format 2.0). */
export function subscribeHandler(ports: HubDoorPorts, rules: Parameters<typeof answerAtHub>[1]) {
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const started = performance.now();
    const request = {
      method: event.requestContext.http.method,
      contentType: event.headers["content-type"],
      source: sourceOf(event),
      body: bodyOf(event),
    };
    const answer = await answerAtHub(ports, rules, request).catch((error: unknown) => {
      logFailure("subscribe", error);
      return undefined;
    });
    // Not the error itself: Lambda logs all of its properties, and `new URL` puts the callback into one.
    if (!answer) throw new Error("a request to the hub failed");
    const { status: statusCode, headers, body } = answer;
    logWork("subscribe", [{ [`status${statusCode}`]: 1 }], started);
    return { statusCode, headers, body };
  };
}

/**
 * Whoever called CloudFront: it adds its caller's address to X-Forwarded-For, and API Gateway adds CloudFront's.
 *
 * Who calls the API itself can put any address there. That frees them of the bound for one source, or uses up somebody
 * else's for as long as their requests wait; the bound for one callback's host, and the throttle of the API, hold for them too.
 */
function sourceOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  return headers["x-forwarded-for"]?.split(",").at(-2)?.trim() || requestContext.http.sourceIp;
}

async function* bodyOf({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
}

export const handler = subscribeHandler(hubPortsOnS3(), {
  baseUrl: stackVariable("BASE_URL"),
  reach: reachOfEnvironment(),
});
