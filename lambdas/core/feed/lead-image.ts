import type { Enclosure, Image } from "../article/article.ts";
import { element, textElement } from "./element.ts";

/**
 * The picture of an entry (Media RSS 1.5.1, https://www.rssboard.org/media-rss), in RSS and Atom alike. What is known
 * of the file stands with it; the thumbnail stands outside, where simple readers look.
 */
export function mediaElements(image: Image | undefined): string[] {
  if (image === undefined) return [];
  const { url, alt, caption, credit, type, lengthBytes, widthPixels: width, heightPixels: height } = image;
  const about = [
    ...textElement("media:title", caption && alt),
    ...textElement("media:description", caption || alt),
    ...textElement("media:credit", credit),
  ];
  return [
    element("media:content", { url, type, medium: "image", fileSize: lengthBytes, width, height }, about.join("")),
    element("media:thumbnail", { url, width, height }),
  ];
}

/** Flipboard and MSN take no smaller picture. */
const ENCLOSURE_WIDTH_PIXELS = 500;

/**
 * The picture as an RSS enclosure, where news aggregators look for it: only a picture that is large enough for them.
 * An item has one enclosure, so this is for entries without files of their own.
 */
export function imageEnclosure(image: Image | undefined): Enclosure | undefined {
  if (image?.type === undefined) return undefined;
  const { url, type, lengthBytes = 0, widthPixels = 0 } = image;
  return widthPixels < ENCLOSURE_WIDTH_PIXELS ? undefined : { url, type, lengthBytes };
}
