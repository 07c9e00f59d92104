import type { Document } from "../feed/feed.ts";
import { article } from "./style/article.ts";
import { everyPage } from "./style/every-page.ts";
import { feedPages } from "./style/feed-pages.ts";

/** Below the base URL. A file of its own, so that a page can forbid every other style: `style-src 'self'`. */
export const styleSheetKey = "style.css";

/** The style of all pages. */
export function renderStyleSheet(): Document {
  const styleSheet = [everyPage, feedPages, article, print].join("\n");
  return { key: styleSheetKey, bytes: new TextEncoder().encode(styleSheet) };
}

const print = `@media print {
  :root { --paper: #fff; --ink: #000; --muted: #333; --tint: #fff; --accent: #000; }
  body { display: block; padding: 0; font-size: 11pt; }
  .skip, .actions, .colophon nav, audio, video, .subscribe, .neighbours { display: none; }
  h1, h2, h3, figcaption { break-after: avoid; }
  figure, pre, blockquote, tr { break-inside: avoid; }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.8em; overflow-wrap: anywhere; }
}
`;
