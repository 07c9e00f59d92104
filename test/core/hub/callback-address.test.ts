import { expect, test } from "vitest";
import { isOutOfReach, mayBeReached } from "../../../lambdas/core/hub/callback-address.ts";

const refused = {
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  "this network": ["0.0.0.0", "0.1.2.3", "::"],
  private: ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00:ec2::254"],
  "carrier-grade NAT": ["100.64.0.1", "100.127.255.255"],
  "link-local and metadata": ["169.254.169.254", "169.254.100.1", "fe80::1", "fe80::1%eth0", "fec0::1"],
  "special purpose": [
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "240.0.0.1",
  ],
  "multicast and broadcast": ["224.0.0.1", "239.255.255.250", "255.255.255.255", "ff02::1"],
  "IPv4-mapped": ["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:a9fe:a9fe", "0:0:0:0:0:ffff:10.0.0.1"],
  "IPv4-compatible": ["::127.0.0.1", "::7f00:1", "::a9fe:a9fe"],
  "IPv4-translated": ["::ffff:0:127.0.0.1", "::ffff:0:a9fe:a9fe"],
  "NAT64 of a private address": ["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808"],
  "6to4 and Teredo": ["2002:7f00:1::", "2002:a9fe:a9fe::1", "2001::f5ff:fffe", "2001:0:7f00:1::1"],
  "special purpose IPv6": [
    "100::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "4000::1",
  ],
  "no address": ["", "localhost", "example.com", "127.0.0.1:80", "[::1]"],
};

for (const [kind, addresses] of Object.entries(refused)) {
  test(`a callback never lies at an address of the kind: ${kind}`, () => {
    for (const address of addresses) expect([address, mayBeReached(address, "public")]).toEqual([address, false]);
  });
}

test("a callback may lie at a public address, through NAT64 too", () => {
  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::1", "64:ff9b::808:808"])
    expect([address, mayBeReached(address, "public")]).toEqual([address, true]);
});

test("with the exception for tests loopback is reached, and nothing else that was refused", () => {
  for (const [kind, addresses] of Object.entries(refused))
    for (const address of addresses)
      expect([address, mayBeReached(address, "public-and-loopback")]).toEqual([address, kind === "loopback"]);
});

test("a host is told to be out of reach in whatever notation it is written", () => {
  const host = (text: string) => new URL(`http://${text}/`).hostname;
  const outOfReach =
    "127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. %31%32%37.1 0 0xa9fea9fe " +
    "[::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::127.0.0.1] [fd00:ec2::254] ①②⑦.0.0.1 127。0。0。1 " +
    "localhost LOCALHOST localhost. a.localhost";
  for (const text of outOfReach.split(" ")) expect([text, isOutOfReach(host(text), "public")]).toEqual([text, true]);
  for (const text of ["a.example", "8.8.8.8", "[2606:4700::1]", "notlocalhost", "localhost.example"])
    expect([text, isOutOfReach(host(text), "public")]).toEqual([text, false]);
  for (const text of ["127.0.0.1", "2130706433", "[::1]", "localhost"])
    expect([text, isOutOfReach(host(text), "public-and-loopback")]).toEqual([text, false]);
});
