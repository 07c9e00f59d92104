import type { ReadArticle } from "./article/article.ts";
import type { ArticleFile } from "./article/read-article.ts";
import type { Edition } from "./edition.ts";
import type { Shown } from "./feed/documents.ts";
import type { Document } from "./feed/feed.ts";
import type { Publication } from "./publication.ts";

/** What costs the most of a run and sees nothing but what it is given, so that it may as well be done on another core. */
export interface PureWork {
  readArticles(files: ArticleFile[], publication: Publication): Promise<ReadArticle[]>;
  documentsOf(feed: string, shown: Shown, edition: Edition): Promise<Document[]>;
}

/** The same, at once and on the core that asks. A port is there before any work is, so it loads what it needs only then. */
export const workHere: PureWork = {
  async readArticles(files, publication) {
    const { readArticle } = await import("./article/read-article.ts");
    return files.map((file) => readArticle(file, publication));
  },
  async documentsOf(feed, shown, edition) {
    const { documentsOf } = await import("./feed/documents.ts");
    return documentsOf(feed, shown, edition);
  },
};
