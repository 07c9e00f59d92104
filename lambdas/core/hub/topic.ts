import { isFeedDocument, urlOf } from "../feed/feed-name.ts";

/** Where feeds may lie (`feed-by-label.ts`): no other path is looked up, however long, or with `..` in it, somebody asks for it. */
const FOLDER =
  /^(?:(?:sections|tags|authors|languages)\/[\p{L}\p{M}\p{N}-]{1,100}\/)?(?:archive\/[1-9]\d{0,8}\/)?[^/]+$/u;

/** The document behind a topic: the key of a feed document whose `rel=self` address this is exactly (WebSub §4). */
export function documentOfTopic(baseUrl: string, topic: string): string | undefined {
  if (!topic.startsWith(`${baseUrl}/`)) return undefined;
  try {
    const key = topic.slice(baseUrl.length + 1).split("/").map(decodeURIComponent).join("/"); // prettier-ignore
    return isFeedDocument(key) && FOLDER.test(key) && urlOf(baseUrl, key) === topic ? key : undefined;
  } catch {
    return undefined;
  }
}
