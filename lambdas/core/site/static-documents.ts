import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { renderNotFoundPage } from "./not-found-page.ts";
import { renderStyleSheet } from "./style-sheet.ts";

/** The documents that depend on the settings alone. */
export function staticDocuments(publication: Publication): Document[] {
  return [renderStyleSheet(), renderNotFoundPage(publication)];
}
