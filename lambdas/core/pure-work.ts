import type { ReadArticle } from "./article/article.ts";
import { readArticle, type ArticleFile } from "./article/read-article.ts";
import type { Edition } from "./edition.ts";
import { documentsOf, type Shown } from "./feed/documents.ts";
import type { Document } from "./feed/feed.ts";
import type { Publication } from "./publication.ts";

/** What costs the most of a run and sees nothing but what it is given, so that it may as well be done on another core. */
export interface PureWork {
  readArticles(files: ArticleFile[], publication: Publication): Promise<ReadArticle[]>;
  documentsOf(feed: string, shown: Shown, edition: Edition): Promise<Document[]>;
}

/** The same, at once and on the core that asks. */
export const workHere: PureWork = {
  readArticles: async (files, publication) => files.map((file) => readArticle(file, publication)),
  documentsOf: async (feed, shown, edition) => documentsOf(feed, shown, edition),
};
