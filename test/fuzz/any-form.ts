import * as fc from "fast-check";
import { readable } from "./any-bytes.ts";
import { anyLine } from "./any-text.ts";
import { anyUrl } from "./any-url.ts";

const TOPIC = "https://courier.example/feed.xml";
const NAMES = ["hub.mode", "hub.callback", "hub.topic", "hub.lease_seconds", "hub.secret", "hub.verify", "HUB.mode", "hub.mode[]", "__proto__", ""]; // prettier-ignore

/** Percent-encoded as a form is, more than it has to be, not at all, or wrongly. */
const encodings: ((text: string) => string)[] = [
  (text) => encodeURIComponent(text.toWellFormed()),
  (text) => Buffer.from(text).toString("hex").replace(/../g, "%$&"),
  (text) => text,
  (text) => text.replaceAll(" ", "+"),
  (text) => encodeURIComponent(encodeURIComponent(text.toWellFormed())),
  (text) => `${text}%`,
  (text) => `${text}%zz%ff%00`,
  (text) => encodeURIComponent(`${text.toWellFormed()}\u0000\r\n`),
  (text) => text.padEnd(17_000, "x"),
];
/** Most are as they should be, so that what comes after the first check is tried too. */
const encoding = fc.oneof({ weight: 8, arbitrary: fc.constant(encodings[0]!) }, { weight: 1, arbitrary: fc.constantFrom(...encodings) }); // prettier-ignore

const field = (name: string, values: fc.Arbitrary<string>) =>
  fc.tuple(values, encoding).map(([value, encode]) => `${name}=${encode(value)}`);
const stray = fc
  .tuple(fc.constantFrom(...NAMES), fc.oneof(anyLine, anyUrl), encoding)
  .map(([name, value, encode]) => `${encode(name)}=${encode(value)}`);

/** The body of a request to the hub with one of these callbacks, in every shape in which it may arrive. */
export function anyForm(callbacks: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  const often = (usual: string, others: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others });
  return fc
    .tuple(
      field("hub.mode", often("subscribe", fc.constantFrom("unsubscribe", "publish", "denied", ""))),
      field("hub.callback", callbacks),
      field("hub.topic", often(TOPIC, fc.oneof(anyUrl, fc.constantFrom(`${TOPIC}?`, `${TOPIC}#x`, TOPIC.toUpperCase())))),
      fc.oneof(fc.constant(""), field("hub.lease_seconds", fc.oneof(anyLine, fc.constantFrom("60", "0", "-1", "1e9", "9".repeat(400))))),
      fc.oneof(fc.constant(""), field("hub.secret", anyLine)),
      fc.array(stray, { maxLength: 2 }),
      fc.constantFrom("&", "&", "&", "&&", ";"),
    )
    .map(([mode, callback, topic, lease, secret, more, joint]) => {
      return readable(Buffer.from([mode, callback, topic, lease, secret, ...more].filter(Boolean).join(joint)));
    });
} // prettier-ignore
