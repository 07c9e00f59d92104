import * as v from "valibot";
import { decodeText } from "../article/decode-text.ts";
import { oneOrMore, tooMany } from "../article/field-shapes.ts";
import { Refusal } from "../article/refusal.ts";
import { refusalOf } from "../article/schema-issue.ts";
import { readYamlList } from "../article/yaml-settings.ts";
import { FEED_KINDS, SITE_FEED } from "../feed/feed-name.ts";
import { faultOfCallback } from "../hub/callback.ts";
import type { WebhookEndpoint } from "./webhook-endpoints.ts";

const MOST_ENDPOINTS = 50;
/** Standard Webhooks 1.0.0, "Signature scheme": "At least 24 bytes (192 bits, 512 maximum)". */
const SECRET_BYTES = { least: 24, most: 64 };
const SECRET_PREFIX = "whsec_";

/**
 * What `webhooks.yaml` says, checked.
 *
 * @throws a `Refusal` that quotes nothing of the file
 */
export function endpointsIn(bytes: Uint8Array): WebhookEndpoint[] {
  const { values, lineOf } = readYaml(bytes);
  const result = v.safeParse(schema, values);
  if (!result.success) throw refusalOf(result.issues[0], {}, { lineOf });
  const endpoints = result.output;
  for (const [index, { url }] of endpoints.entries()) {
    if (endpoints.findIndex((other) => other.url === url) === index) continue;
    throw new Refusal("two endpoints have the same url", "name all feeds in one of them", lineOf([index, "url"]));
  }
  return endpoints.map(({ secret, ...rest }, index) => ({ ...rest, key: keyOf(secret), line: lineOf([index]) }));
}

function readYaml(bytes: Uint8Array): ReturnType<typeof readYamlList> {
  try {
    return readYamlList(decodeText(bytes));
  } catch (error) {
    // What a parser says quotes what it could not read.
    const line = error instanceof Refusal ? error.line : undefined;
    throw new Refusal("this is no list in YAML", "write a list of endpoints, each with url: and secret:", line);
  }
}

const URL_FAULT =
  "the url of an endpoint is none that can be sent to\n" +
  "write a public http(s) address, percent-encoded, without user name, password and fragment";
const SECRET_FAULT =
  `the secret of an endpoint is not ${SECRET_PREFIX} and ${SECRET_BYTES.least} to ${SECRET_BYTES.most} bytes in base64\n` +
  'make one with echo "whsec_$(openssl rand -base64 32)"';
const FEEDS_FAULT =
  "an endpoint names a feed that there cannot be\n" +
  `write ${SITE_FEED} for everything, or names as in addresses, without capitals and percent signs: sections/harbour, tags/gulls`;

const FEED_NAME = new RegExp(`^(?:${SITE_FEED}|(?:${FEED_KINDS.join("|")})/[^/\\s%\\p{Lu}]+)$`, "u");

const endpoint = v.strictObject(
  {
    // Loopback is within reach where the home says so, and whoever sends looks again.
    url: v.pipe(
      v.string(URL_FAULT),
      v.check((url) => faultOfCallback(url, "public-and-loopback") === undefined, URL_FAULT),
    ),
    secret: v.pipe(v.string(SECRET_FAULT), v.check(isSecret, SECRET_FAULT)),
    feeds: v.optional(
      v.pipe(
        oneOrMore,
        v.minLength(1, FEEDS_FAULT),
        v.array(v.pipe(v.string(FEEDS_FAULT), v.regex(FEED_NAME, FEEDS_FAULT))),
      ),
      SITE_FEED,
    ),
  },
  ({ expected }) =>
    expected === "never"
      ? "an endpoint has a setting that does not exist\nuse url, secret, feeds"
      : "an endpoint needs a url and a secret\nwrite - url: and below it, as far to the right, secret:",
);

const schema = v.pipe(v.array(endpoint), v.maxLength(MOST_ENDPOINTS, tooMany(MOST_ENDPOINTS, "endpoints")));

function isSecret(text: string): boolean {
  const key = keyOf(text);
  const { least, most } = SECRET_BYTES;
  return text === SECRET_PREFIX + key.toString("base64") && key.length >= least && key.length <= most;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(SECRET_PREFIX.length), "base64");
}
