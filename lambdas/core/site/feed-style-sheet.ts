import type { Document } from "../feed/feed.ts";
import { darkColours, lightColours, sans, serif } from "./style/theme.ts";

/** Below the base URL: what `<?xml-stylesheet?>` in the feeds names. */
export const feedStyleSheetKey = "feed.css";

/** Makes a raw RSS or Atom document readable in a browser: its title, the note for people, titles and summaries. */
export function renderFeedStyleSheet(): Document {
  return { key: feedStyleSheetKey, bytes: new TextEncoder().encode(styleSheet) };
}

const styleSheet = `@namespace atom "http://www.w3.org/2005/Atom";
@namespace html "http://www.w3.org/1999/xhtml";

:root {
  color-scheme: light dark;
  ${lightColours.join("\n  ")}
}

@media (prefers-color-scheme: dark) {
  :root { ${darkColours.join(" ")} }
}

/* Only what follows is for people; ids, dates, media, whole texts are for programs. */
|channel > *, |item > *, atom|feed > *, atom|entry > * { display: none; }
|rss, |channel, |item, atom|feed, atom|entry,
|channel > |title, atom|feed > atom|title,
|item > |title, |item > |description,
atom|entry > atom|title, atom|entry > atom|summary,
|channel > html|*, atom|feed > html|* { display: block; }

|rss, atom|feed {
  box-sizing: border-box;
  min-block-size: 100vh;
  margin: 0;
  padding: 2rem max(1.25rem, calc((100% - 42rem) / 2)) 4rem;
  background: var(--paper);
  color: var(--ink);
  font: 1.125rem/1.6 ${serif};
  overflow-wrap: break-word;
}

|channel { display: flex; flex-direction: column; }
atom|feed { display: flex; flex-direction: column; }
|channel > |title, atom|feed > atom|title { order: -2; font-size: 2.25rem; font-weight: 700; line-height: 1.15; letter-spacing: -0.01em; }
|channel > html|*, atom|feed > html|* { order: -1; }

.dateline-note { margin-block: 1.25rem 0.5rem; padding: 1rem 1.25rem; background: var(--tint); border-inline-start: 3px solid var(--accent); border-radius: 4px; font: 1rem/1.55 ${sans}; }
.dateline-note html|p { margin: 0 0 0.5rem; }
.dateline-note > :last-child { margin-block-end: 0; }
.dateline-note html|code { user-select: all; overflow-wrap: anywhere; }
html|a { color: var(--accent); text-underline-offset: 0.18em; }
html|a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }

/* Each text runs the way in which its own letters are written. */
|title, |description, atom|title, atom|summary { unicode-bidi: plaintext; text-align: start; }

|item, atom|entry { padding-block: 1.25rem; border-block-end: 1px solid var(--line); }
|item:last-of-type, atom|entry:last-of-type { border-block-end: 0; }
|item > |title, atom|entry > atom|title { font-size: 1.3125rem; font-weight: 700; line-height: 1.25; }
|item > |description, atom|entry > atom|summary { margin-block-start: 0.35rem; }
`;
