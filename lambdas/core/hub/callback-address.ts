import ipaddr from "ipaddr.js";

/** Where callbacks may lie. Loopback is for tests, and for trying things out on one machine. */
export type Reach = "public" | "public-and-loopback";

/** RFC 4291 §2.4: what is assigned to hosts on the internet; `::/96`, mapped and translated addresses lie outside. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** RFC 6052 §2.1: how a network without IPv4 reaches all of it. `64:ff9b:1::/48` beside it is for private use. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * Whether we may connect to an IP address that a stranger has chosen, directly or through DNS. Whatever is not known to be
 * public is refused: private, loopback, link-local (cloud metadata), and all that wraps an IPv4 address in an IPv6 one.
 */
export function mayBeReached(address: string, reach: Reach): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() === "loopback") return reach === "public-and-loopback";
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.range() === "unicast";
  if (parsed.match(NAT64)) {
    const embedded = new ipaddr.IPv4(parsed.toByteArray().slice(-4));
    return embedded.range() === "unicast";
  }
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === "unicast";
}

/**
 * Whether a host can be told to be out of reach by its name alone. Other names have to be looked up, at every connection:
 * the answer of DNS may change between a check and its use.
 *
 * @param hostname as `URL` gives it, which turns every notation of an IPv4 address into the one with four decimal numbers
 */
export function isOutOfReach(hostname: string, reach: Reach): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  // RFC 6761 §6.3: these names are loopback, whatever DNS says.
  if (/(^|\.)localhost$/i.test(host)) return reach === "public";
  return ipaddr.isValid(host) && !mayBeReached(host, reach);
}
