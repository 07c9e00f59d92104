/** An article, and what of it has to reach a reader. */
export interface Article {
  file: string;
  slug: string;
  title: string;
  published: string;
  authors: string[];
  /** Markdown. */
  body: string;
  /** What a person then reads, in part. */
  says: string[];
  /** Where links and pictures lead, below the base URL. */
  leadsTo: string[];
  /** Below the base URL. */
  enclosure?: string;
}

export const FERRY: Article = {
  file: "ferry.md",
  slug: "ferry",
  title: "Fish & chips <b>to go</b>",
  published: "2026-10-21T06:30:00.000Z",
  authors: ["Mara Ilves", "Henrik Tolle"],
  body: "A seat costs < 24 crowns & a `<b>ed</b>` 41.\n\n![The ferry](../media/night-ferry.jpg)\n\n[The horn](../media/fog-signal.mp3)\n\n| Leaves |\n| --- |\n| 23:50 |\n",
  says: ["A seat costs < 24 crowns & a <b>ed</b> 41.", "The horn", "23:50"],
  leadsTo: ["media/night-ferry.jpg", "media/fog-signal.mp3"],
};

/** What every reader finds when it comes for the first time, the oldest first. */
export const FIRST: Article[] = [
  {
    file: "fog-signal.md",
    slug: "fog-signal",
    title: "Fog & horn: 2 < 3, says “D”",
    published: "2026-10-14T05:45:00.000Z",
    authors: ["Dov Castellane"],
    body: "Two and a half seconds of a low D.\n",
    says: ["Two and a half seconds of a low D."],
    leadsTo: [],
    enclosure: "media/fog-signal.mp3",
  },
  {
    file: "mowen.md",
    slug: "moewen",
    title: "Die Möwen stehen Schlange 🐦",
    published: "2026-10-16T08:00:00.000Z",
    authors: ["Wiebke Hansen-Odell"],
    body: "Am Fischstand grüßt man sich. 𝄞\n",
    says: ["Am Fischstand grüßt man sich. 𝄞"],
    leadsTo: [],
  },
  {
    file: "seafarers-house.md",
    slug: "seafarers-house",
    title: "بيت البحّارة يفتح أبوابه ليلًا",
    published: "2026-10-18T18:00:00.000Z",
    authors: ["ليلى حدّاد"],
    body: "كان القبطان سامر يصل دائمًا بعد منتصف الليل.\n",
    says: ["كان القبطان سامر يصل دائمًا بعد منتصف الليل."],
    leadsTo: [],
  },
  FERRY,
];

export const NEW: Article = {
  file: "soup.md",
  slug: "soup",
  title: "Soup for forty",
  published: "2026-10-23T10:00:00.000Z",
  authors: ["Agnes Roe"],
  body: "And one who comes late.\n",
  says: ["And one who comes late."],
  leadsTo: [],
};

export const EDITED_FERRY: Article = {
  ...FERRY,
  title: "The night ferry is late",
  body: "She now leaves at five past midnight.\n",
  says: ["She now leaves at five past midnight."],
  leadsTo: [],
};

/** The id that it gets from the settings of the publication, whatever its address is. */
export const idOf = ({ slug }: Article): string => `tag:tide.example,2026:${slug}`;

/** The article as an author writes it. */
export function source({ slug, title, published, authors, body, enclosure }: Article): string {
  const frontMatter = {
    slug,
    title,
    published,
    authors,
    ...(enclosure && { enclosures: [{ url: `../${enclosure}`, type: "audio/mpeg" }] }),
  };
  const lines = Object.entries(frontMatter).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ["---", ...lines, "---", body].join("\n");
}
