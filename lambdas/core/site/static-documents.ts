import type { Document } from "../feed/feed.ts";
import type { Publication } from "../publication.ts";
import { renderFeedStyleSheet } from "./feed-style-sheet.ts";
import { renderNotFoundPage } from "./not-found-page.ts";
import { renderRobots } from "./robots.ts";
import { renderStyleSheet } from "./style-sheet.ts";

/** The documents that depend on the settings alone. */
export function staticDocuments(publication: Publication): Document[] {
  return [renderStyleSheet(), renderFeedStyleSheet(), renderNotFoundPage(publication), renderRobots(publication)];
}
