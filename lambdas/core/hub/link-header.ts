/**
 * The `Link` header of a topic (WebSub §4): where its hubs are, and what to ask them for. It is one combined header, since
 * some subscribers look at the first alone.
 *
 * @param topic the document's own address
 */
export function linkHeader(topic: string, hubs: string[]): string {
  return [...hubs.map((hub) => `<${hub}>; rel="hub"`), `<${topic}>; rel="self"`].join(", ");
}
