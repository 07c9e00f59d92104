import { BlockList, isIP } from "node:net";
import * as fc from "fast-check";

/** Networks that are nobody's on the internet, as Node knows them; the program asks another library. */
const networks: [address: string, bits: number][] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12],
  ["192.168.0.0", 16], ["198.18.0.0", 15], ["224.0.0.0", 4], ["240.0.0.0", 4],
]; // prettier-ignore
const networks6: [address: string, bits: number][] = [
  ["::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
];

const list = new BlockList();
for (const [address, bits] of networks) list.addSubnet(address, bits, "ipv4");
for (const [address, bits] of networks6) list.addSubnet(address, bits, "ipv6");

/** Whether a host, as `URL` gives it, is an address that no callback may have. */
export function isPrivate(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (/(^|\.)localhost$/i.test(address)) return true;
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
}

type Octets = [number, number, number, number];

const address = fc.tuple(fc.constantFrom(...networks), fc.nat(0xff_ff_ff_ff)).map(([[network, bits], host]): Octets => {
  const start = network.split(".").reduce((number, octet) => number * 256 + Number(octet), 0);
  const number = start + (host % 2 ** (32 - bits));
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256) as Octets;
});

const hex = (number: number) => number.toString(16);
const whole = (octets: number[]) => octets.reduce((number, octet) => number * 256 + octet, 0);
const groups = ([a, b, c, d]: Octets) => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
const dotted = (octets: Octets) => octets.join(".");

/** Every way to write an IPv4 address that the URL standard, or an IPv6 network, understands. */
const notations: ((octets: Octets) => string)[] = [
  dotted,
  (octets) => `${dotted(octets)}.`,
  (octets) => String(whole(octets)),
  (octets) => `0x${hex(whole(octets))}`,
  (octets) => `0X${hex(whole(octets)).toUpperCase()}`,
  (octets) => `0${whole(octets).toString(8)}`,
  (octets) => octets.map((octet) => `0x${hex(octet)}`).join("."),
  (octets) => octets.map((octet) => `0${octet.toString(8)}`).join("."),
  (octets) => octets.map((octet) => `0000000${octet.toString(8)}`).join("."),
  ([a, ...rest]) => `${a}.${whole(rest)}`,
  ([a, b, ...rest]) => `${a}.0x${hex(b)}.${whole(rest)}`,
  (octets) => encodeURIComponent(dotted(octets)).replace(/\d/g, (digit) => `%3${digit}`),
  (octets) => dotted(octets).replaceAll(".", "%2e"),
  (octets) => dotted(octets).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (octets) => dotted(octets).replace(/[1-9]/g, (digit) => String.fromCodePoint(0x2460 + Number(digit) - 1)),
  (octets) => dotted(octets).replaceAll(".", "。"),
  (octets) => dotted(octets).replaceAll(".", "．"),
  (octets) => dotted(octets).replace(".", "\u00AD."),
  (octets) => `[::ffff:${dotted(octets)}]`,
  (octets) => `[::ffff:${groups(octets)}]`,
  (octets) => `[0:0:0:0:0:FFFF:${groups(octets)}]`,
  (octets) => `[::${dotted(octets)}]`,
  (octets) => `[::ffff:0:${groups(octets)}]`,
  (octets) => `[64:ff9b::${groups(octets)}]`,
  (octets) => `[64:ff9b:1::${groups(octets)}]`,
  (octets) => `[2002:${groups(octets)}::1]`,
  (octets) => `[2001:0:${groups(octets)}::1]`,
  (octets) => `[fe80::${groups(octets)}%25eth0]`,
  (octets) => `[fd00:ec2::${groups(octets)}]`,
];

/** A host that is a private address, in some notation. */
export const privateHost = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(address, fc.constantFrom(...notations)).map(([octets, write]) => write(octets)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("localhost", "LOCALHOST.", "a.localhost", "loc%61lhost", "ⓛocalhost", "[::]", "[::1]", "0", "127.1"),
  },
); // prettier-ignore
