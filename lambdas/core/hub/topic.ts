import { isFeedDocument, urlOf } from "../feed/feed-name.ts";

/** The document behind a topic: the key of a feed document whose `rel=self` address this is exactly (WebSub §4). */
export function documentOfTopic(baseUrl: string, topic: string): string | undefined {
  if (!topic.startsWith(`${baseUrl}/`)) return undefined;
  try {
    const key = topic.slice(baseUrl.length + 1).split("/").map(decodeURIComponent).join("/"); // prettier-ignore
    return isFeedDocument(key) && urlOf(baseUrl, key) === topic ? key : undefined;
  } catch {
    return undefined;
  }
}
