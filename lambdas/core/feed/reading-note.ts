import { disguise } from "./disguise.ts";
import { element } from "./element.ts";
import { urlOf } from "./feed-name.ts";
import type { Feed } from "./feed.ts";
import { isArchive } from "./history-links.ts";

/** What a feed says to a person who opens it in a browser, in one language. */
interface Note {
  language: string;
  direction?: "rtl";
  current: string;
  archive: string;
  /** Text of the link to the feed's page. */
  page: string;
}

const english: Note = {
  language: "en",
  current: "This is a web feed: to subscribe, copy its address into a feed reader.",
  archive: "These are older articles of a web feed: to subscribe, copy its address into a feed reader.",
  page: "Read it as a page",
};

const NOTES = new Map(
  [
    english,
    {
      language: "de",
      current: "Das ist ein Feed: Wer ihn abonnieren will, kopiert seine Adresse in einen Feedreader.",
      archive:
        "Das sind ältere Artikel eines Feeds: Wer ihn abonnieren will, kopiert seine Adresse in einen Feedreader.",
      page: "Als Seite lesen",
    },
    {
      language: "fr",
      current: "Ceci est un flux : pour vous abonner, copiez son adresse dans un lecteur de flux.",
      archive: "Voici d’anciens articles d’un flux : pour vous abonner, copiez son adresse dans un lecteur de flux.",
      page: "Lire sous forme de page",
    },
    {
      language: "ar",
      direction: "rtl" as const,
      current: "هذه خلاصة ويب: للاشتراك انسخ عنوانها إلى قارئ خلاصات.",
      archive: "هذه مقالات أقدم من خلاصة ويب: للاشتراك انسخ عنوانها إلى قارئ خلاصات.",
      page: "اقرأها كصفحة",
    },
  ].map((note) => [note.language, note] satisfies [string, Note]),
);

function noteIn(language: string): Note {
  return NOTES.get(language.toLowerCase().split("-", 1)[0] ?? "") ?? english;
}

/** The note as text (JSON Feed 1.1 `user_comment`). */
export function noteText(feed: Feed): string {
  const note = noteIn(feed.language);
  return isArchive(feed) ? note.archive : note.current;
}

/**
 * The note as XHTML: the one markup of a feed that a browser shows as what it is, where the style sheet shows the rest.
 * Readers pass foreign elements over (RFC 4287 §6.3; RSS 2.0, "Extending RSS").
 *
 * @param name of the feed's document in this format, `feed.xml`: one subscribes to the current one
 */
export function noteElement(feed: Feed, baseUrl: string, name: string): string {
  const { language, direction, page } = noteIn(feed.language);
  const address = urlOf(baseUrl, (feed.history.current ?? feed.path) + name);
  const paragraphs = [
    element("p", {}, disguise(noteText(feed))),
    element("p", {}, element("code", { dir: "ltr" }, disguise(address))),
    element("p", {}, element("a", { href: feed.pageUrl }, disguise(page))),
  ];
  return element(
    "div",
    { xmlns: "http://www.w3.org/1999/xhtml", class: "dateline-note", "xml:lang": language, dir: direction },
    paragraphs.join(""),
  );
}

/** What the style sheet of the site makes of a feed (https://www.w3.org/TR/xml-stylesheet/). */
export function styleSheetLine(baseUrl: string): string {
  return `<?xml-stylesheet type="text/css" href="${disguise(`${baseUrl}/feed.css`)}"?>\n`;
}
