import { feedStyleSheetKey } from "../site/feed-style-sheet.ts";
import { directionOf } from "../site/language.ts";
import { wordsIn } from "../site/words.ts";
import { disguise } from "./disguise.ts";
import { element } from "./element.ts";
import { urlOf } from "./feed-name.ts";
import { isArchive, type Feed } from "./feed.ts";

/** What a feed says to a person who opens it in a browser, as text (JSON Feed 1.1 `user_comment`). */
export function noteText(feed: Feed): string {
  const { feedNote, archiveNote } = wordsIn(feed.language);
  return isArchive(feed) ? archiveNote : feedNote;
}

/**
 * The same as XHTML, with the feed's address and a link to its page. XHTML is the one markup in a feed that a browser
 * knows; the style sheet shows the rest. Readers pass foreign elements over (RFC 4287 §6.3; RSS 2.0, "Extending RSS").
 *
 * @param name of the feed's document in this format, `feed.xml`: one subscribes to the current one
 */
export function noteElement(feed: Feed, baseUrl: string, name: string): string {
  const { language, readAsPage } = wordsIn(feed.language);
  const dir = directionOf(language) === "rtl" ? "rtl" : undefined;
  const address = urlOf(baseUrl, (feed.history.current ?? feed.path) + name);
  const paragraphs = [
    element("p", {}, disguise(noteText(feed))),
    element("p", {}, element("code", { dir: "ltr" }, disguise(address))),
    element("p", {}, element("a", { href: feed.pageUrl }, disguise(readAsPage))),
  ];
  return element(
    "div",
    { xmlns: "http://www.w3.org/1999/xhtml", class: "dateline-note", "xml:lang": language, dir },
    paragraphs.join(""),
  );
}

/** Names the style sheet by which a browser shows the feed (https://www.w3.org/TR/xml-stylesheet/). */
export function styleSheetLine(baseUrl: string): string {
  return `<?xml-stylesheet type="text/css" href="${disguise(`${baseUrl}/${feedStyleSheetKey}`)}"?>\n`;
}
