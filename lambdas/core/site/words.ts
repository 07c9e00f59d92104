/** The words that the pages themselves say, in one language. */
export interface Words {
  /** BCP 47 tag of these words. */
  language: string;
  months: readonly string[];
  date: (day: string, month: string, year: string) => string;
  decimalMark: string;
  skipToContent: string;
  by: string;
  /** Between several authors, and between a date and its time. */
  comma: string;
  /** Before the last of several authors, with the spaces that belong to it. */
  and: string;
  published: string;
  updated: string;
  tags: string;
  files: string;
  download: string;
  allArticles: string;
  latest: string;
  nothingYet: string;
  subscribe: string;
  howToSubscribe: string;
  rss: string;
  atom: string;
  json: string;
  notFound: string;
  notFoundWhy: string;
}

const english: Words = {
  language: "en",
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  date: (day, month, year) => `${day} ${month} ${year}`,
  decimalMark: ".",
  skipToContent: "Skip to the content",
  by: "By",
  comma: ", ",
  and: " and ",
  published: "Published",
  updated: "Updated",
  tags: "Tags",
  files: "Listen and download",
  download: "Download",
  allArticles: "All articles",
  latest: "Latest articles",
  nothingYet: "Nothing has been published yet.",
  subscribe: "Subscribe",
  howToSubscribe:
    "Copy one of these addresses into a feed reader. New articles then come to you, in full, and no one asks for your address.",
  rss: "Every feed reader takes this one. If in doubt, choose it.",
  atom: "The same articles, with the exact time of every update.",
  json: "The same articles as JSON, for programs of your own.",
  notFound: "This page does not exist",
  notFoundWhy: "The address may have a slip in it, or the article has been withdrawn.",
};

const german: Words = {
  language: "de",
  months: [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
  ],
  date: (day, month, year) => `${day}. ${month} ${year}`,
  decimalMark: ",",
  skipToContent: "Zum Inhalt springen",
  by: "Von",
  comma: ", ",
  and: " und ",
  published: "Veröffentlicht am",
  updated: "Aktualisiert am",
  tags: "Schlagwörter",
  files: "Zum Hören und Herunterladen",
  download: "Herunterladen",
  allArticles: "Alle Artikel",
  latest: "Neueste Artikel",
  nothingYet: "Noch ist nichts erschienen.",
  subscribe: "Abonnieren",
  howToSubscribe:
    "Kopieren Sie eine dieser Adressen in einen Feedreader. Neue Artikel kommen dann von selbst, in voller Länge, und niemand fragt nach Ihrer Adresse.",
  rss: "Diesen versteht jeder Feedreader. Im Zweifel ist er der richtige.",
  atom: "Dieselben Artikel, mit der genauen Zeit jeder Änderung.",
  json: "Dieselben Artikel als JSON, für eigene Programme.",
  notFound: "Diese Seite gibt es nicht",
  notFoundWhy: "Vielleicht steckt ein Tippfehler in der Adresse, oder der Artikel wurde zurückgezogen.",
};

const french: Words = {
  language: "fr",
  months: [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
  ],
  date: (day, month, year) => `${day === "1" ? "1er" : day} ${month} ${year}`,
  decimalMark: ",",
  skipToContent: "Aller au contenu",
  by: "Par",
  comma: ", ",
  and: " et ",
  published: "Publié le",
  updated: "Mis à jour le",
  tags: "Mots-clés",
  files: "À écouter et à télécharger",
  download: "Télécharger",
  allArticles: "Tous les articles",
  latest: "Derniers articles",
  nothingYet: "Rien n’a encore été publié.",
  subscribe: "S’abonner",
  howToSubscribe:
    "Copiez l’une de ces adresses dans un lecteur de flux. Les nouveaux articles vous parviennent alors en entier, sans que personne vous demande votre adresse.",
  rss: "Tous les lecteurs de flux l’acceptent. Dans le doute, choisissez celui-ci.",
  atom: "Les mêmes articles, avec l’heure exacte de chaque mise à jour.",
  json: "Les mêmes articles en JSON, pour vos propres programmes.",
  notFound: "Cette page n’existe pas",
  notFoundWhy: "L’adresse contient peut-être une faute de frappe, ou l’article a été retiré.",
};

const arabic: Words = {
  language: "ar",
  months: [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
  ],
  date: (day, month, year) => `${day} ${month} ${year}`,
  decimalMark: "٫",
  skipToContent: "انتقل إلى المحتوى",
  by: "بقلم",
  comma: "، ",
  and: " و",
  published: "نُشر في",
  updated: "حُدّث في",
  tags: "الوسوم",
  files: "للاستماع والتنزيل",
  download: "تنزيل",
  allArticles: "جميع المقالات",
  latest: "أحدث المقالات",
  nothingYet: "لم يُنشر شيء بعد.",
  subscribe: "الاشتراك",
  howToSubscribe: "انسخ أحد هذه العناوين إلى قارئ خلاصات، فتصلك المقالات الجديدة كاملةً دون أن يسألك أحد عن عنوانك.",
  rss: "تقبله جميع قارئات الخلاصات. إن ترددت فاختره.",
  atom: "المقالات نفسها مع الوقت الدقيق لكل تحديث.",
  json: "المقالات نفسها بصيغة JSON، لبرامجك الخاصة.",
  notFound: "هذه الصفحة غير موجودة",
  notFoundWhy: "ربما في العنوان خطأ، أو أن المقال قد سُحب.",
};

const languages = new Map([english, german, french, arabic].map((words) => [words.language, words]));

/** The words in a language, or in English for a language that has none here yet. */
export function wordsIn(language: string): Words {
  return languages.get(language.toLowerCase().split("-", 1)[0] ?? "") ?? english;
}
