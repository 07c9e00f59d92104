import type { Entry } from "../../../lambdas/core/entry/entry.ts";
import type { Feed } from "../../../lambdas/core/feed/feed.ts";
import { FEED_KINDS } from "../../../lambdas/core/feed/feed-name.ts";
import type { Publication } from "../../../lambdas/core/publication.ts";

/** A small newsroom, with every field of the records in use at least once. */
export const publication: Publication = {
  title: "The Harbour Gazette",
  description: "News & weather from the quays",
  baseUrl: "https://gazette.example",
  language: "en",
  authors: [
    { name: "Ana Morales", email: "ana@gazette.example", url: "https://gazette.example/authors/ana-morales/" },
    { name: "The Newsdesk" },
  ],
  copyright: "© 2026 The Harbour Gazette",
  icon: "https://gazette.example/media/icon.png",
  logo: "https://gazette.example/media/logo.png",
  tagAuthority: "gazette.example,2026",
  accentColor: "#0a5468",
  feeds: [...FEED_KINDS],
  entriesPerFeed: 50,
  archives: [],
  hub: true,
  hubs: ["https://push.example/?a=1&b=2"],
};

export const entry: Entry = {
  path: "articles/2026/night-ferry.md",
  id: "tag:gazette.example,2026:night-ferry",
  slug: "night-ferry",
  url: "https://gazette.example/articles/night-ferry/",
  title: "Night ferry returns, & so do the queues",
  summary: "After eleven years the night ferry sails again; the first crossing was full in an hour.",
  html:
    '<figure><img src="https://gazette.example/media/ferry.jpg?w=1200&amp;h=630" alt="The ferry at dusk">' +
    "<figcaption>The ferry at dusk. Photo: Li Wei</figcaption></figure>\n" +
    "<p>After eleven years the night ferry sails again. Tickets cost &lt; €20 “for now”.</p>\n" +
    '<p><a href="https://gazette.example/articles/timetable/#winter">Winter timetable</a></p>\n' +
    '<p class="correction"><strong>Correction:</strong> There is one crossing a night, not two.</p>',
  published: "2025-11-23T18:30:00Z",
  updated: "2025-11-24T07:05:09Z",
  authors: [
    { name: "Ana Morales", email: "ana@gazette.example", url: "https://gazette.example/authors/ana-morales/" },
    { name: "Li Wei", url: "https://photos.example/li?lang=en&size=l" },
  ],
  section: "Transport",
  tags: ["ferry", "Q&A", "winter 2026"],
  language: "en",
  image: {
    url: "https://gazette.example/media/ferry.jpg?w=1200&h=630",
    alt: "The ferry at dusk",
    caption: "The ferry leaves Pier 1 & the crowd",
    credit: "Li Wei",
    type: "image/jpeg",
    lengthBytes: 184_220,
    widthPixels: 1200,
    heightPixels: 630,
  },
  enclosures: [
    {
      url: "https://gazette.example/media/ferry.mp3",
      type: "audio/mpeg",
      lengthBytes: 4_812_330,
      title: 'The captain: "Full & happy"',
      durationSeconds: 301.5,
    },
    { url: "https://gazette.example/media/timetable.pdf?a=1&b=2", type: "application/pdf", lengthBytes: 0 },
  ],
  corrections: [{ text: "There is one crossing a night, not two.", at: "2025-11-24T07:05:09Z" }],
  translations: [
    { language: "ar", url: "https://gazette.example/articles/night-ferry-ar/" },
    { language: "de", url: "https://gazette.example/articles/nachtfaehre/?a=1&b=2" },
  ],
};

export const feed: Feed = {
  id: "tag:gazette.example,2026:feed",
  path: "",
  title: "The Harbour Gazette",
  description: "News & weather from the quays",
  language: "en",
  pageUrl: "https://gazette.example/",
  entries: [
    entry,
    {
      ...entry,
      path: "articles/2026/hafen.md",
      id: "tag:gazette.example,2026:hafen",
      slug: "hafen",
      url: "https://gazette.example/articles/hafen/",
      title: "„Der Hafen schläft nie“ – ein Gespräch",
      summary: "Die Lotsin über Nebel, Möwen und Müdigkeit.",
      html: '<p lang="de">Die Lotsin über Nebel, Möwen und Müdigkeit.</p>',
      published: "2025-11-22T06:00:00Z",
      updated: "2025-11-22T06:00:00Z",
      authors: [{ name: "Jörg Øvergård" }],
      section: "Menschen",
      tags: [],
      language: "de",
      image: {
        url: "https://gazette.example/media/pilot.png",
        alt: "Die Lotsin auf der Brücke",
        type: "image/png",
        widthPixels: 800,
        heightPixels: 600,
      },
      enclosures: [],
      translations: [],
    },
    {
      ...entry,
      path: "articles/2026/markup.txt",
      id: "https://old.gazette.example/?p=17&draft=0",
      slug: "markup",
      url: "https://gazette.example/articles/markup/",
      title: "Why <b>bold</b> is not <strong>, and &amp; is not AT&T",
      summary: "",
      html: "<p>In HTML, <code>&lt;b&gt;</code> and <code>]]&gt;</code> are text.</p>\n<pre>  two\n    four ]]></pre>",
      published: "2025-11-20T00:00:00Z",
      updated: "2025-11-21T00:00:00Z",
      section: undefined,
      tags: ["HTML"],
      image: { url: "https://elsewhere.example/bold.webp", alt: "" },
      enclosures: [],
      translations: [],
    },
    {
      ...entry,
      path: "articles/2026/arabic.html",
      id: "tag:gazette.example,2026:arabic",
      slug: "arabic",
      url: "https://gazette.example/articles/arabic/",
      title: "العبّارة الليلية تعود 🚢",
      summary: "بعد أحد عشر عامًا تبحر العبّارة الليلية من جديد.",
      html: "",
      published: "2025-11-19T12:00:00Z",
      updated: "2025-11-19T12:00:00Z",
      language: "ar",
      image: undefined,
      enclosures: [],
      translations: [],
    },
  ],
  updated: "2025-11-24T07:05:09Z",
  withdrawn: [
    { id: "tag:gazette.example,2026:hoax", when: "2025-11-24T06:00:00Z" },
    { id: "https://old.gazette.example/?p=9&draft=0", when: "2025-11-01T12:30:00Z" },
  ],
  history: { previous: "archive/3/" },
};

/** One of the documents that hold the feed's older entries. */
export const archive: Feed = {
  ...feed,
  path: "archive/2/",
  entries: feed.entries.slice(2, 3),
  updated: "2025-11-21T00:00:00Z",
  withdrawn: [],
  history: { previous: "archive/1/", next: "archive/3/", current: "" },
};

/** The feed with one entry, changed as a test wants it. */
export function feedOf(changes: Partial<Entry>): Feed {
  const only = { ...entry, ...changes };
  return { ...feed, entries: [only], updated: only.updated };
}
