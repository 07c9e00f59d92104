import type { Document } from "../feed/feed.ts";

/** Below the base URL. A file of its own, so that a page can forbid every other style: `style-src 'self'`. */
export const styleSheetKey = "style.css";

export function renderStyleSheet(): Document {
  return { key: styleSheetKey, bytes: new TextEncoder().encode(styleSheet) };
}

const styleSheet = `:root {
  color-scheme: light dark;
  --paper: #fcfbf8;
  --ink: #1d1f21;
  --muted: #5a5e63;
  --line: #dcd8ce;
  --tint: #f1eee6;
  --accent: #0a5468;
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria, Georgia, "Liberation Serif", "Noto Naskh Arabic", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181a;
    --ink: #e7e4dc;
    --muted: #a6a9ab;
    --line: #34393c;
    --tint: #1f2427;
    --accent: #86cbdb;
  }
}

*, ::before, ::after { box-sizing: border-box; }

html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-block-start: 1rem; }

body {
  display: grid;
  grid-template-columns: minmax(0, 65ch);
  justify-content: center;
  margin: 0;
  padding-inline: max(1.25rem, env(safe-area-inset-left)) max(1.25rem, env(safe-area-inset-right));
  background: var(--paper);
  color: var(--ink);
  font: 1.125rem/1.6 var(--serif);
  overflow-wrap: anywhere;
}

h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; margin-block: 2em 0.5em; }

a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }

img, video { max-inline-size: 100%; block-size: auto; }
audio { display: block; inline-size: 100%; }

.skip { position: absolute; inset-block-start: 0; inset-inline-start: 0; padding: 0.75rem 1.25rem; background: var(--paper); font-family: var(--sans); }
.skip:not(:focus) { clip-path: inset(50%); }

/* The head and foot of every page */

.masthead { display: flex; align-items: baseline; justify-content: space-between; gap: 0.5rem 1.5rem; padding-block: 1.25rem 1rem; border-block-end: 1px solid var(--line); }
.masthead > :first-child { min-inline-size: 0; }
.masthead .name { margin: 0; font-size: 1.125rem; font-weight: 700; letter-spacing: -0.01em; }
.masthead .name a { color: inherit; text-decoration: none; }
.masthead .name a:hover { text-decoration: underline; }
.masthead .description { margin: 0.5rem 0 0; color: var(--muted); line-height: 1.45; text-wrap: pretty; }
.masthead .actions { flex: none; margin: 0; font: 0.9375rem var(--sans); }
.icon { inline-size: 1.6em; block-size: 1.6em; margin-inline-end: 0.55em; vertical-align: -0.42em; border-radius: 0.25em; }
.masthead h1.name { font-size: clamp(1.75rem, 6vw, 2.5rem); }
.masthead h1.name .icon { inline-size: 1.15em; block-size: 1.15em; margin-inline-end: 0.4em; vertical-align: -0.22em; }

.colophon { margin-block: 4rem 2rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line); color: var(--muted); font: 0.875rem/1.5 var(--sans); }
.colophon p { margin: 0 0 0.5rem; }
.colophon ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0; padding: 0; list-style: none; }
.colophon a { display: inline-block; padding-block: 0.25rem; }

/* The page of a feed, and the page of all feeds */

.label { margin: 2rem 0 0; font: 600 0.875rem/1.4 var(--sans); color: var(--muted); }
.stories { margin: 0; padding: 0; list-style: none; }
.stories > li { padding-block: 1.5rem; border-block-end: 1px solid var(--line); }
.stories > li:last-child { border-block-end: 0; }
.stories h3 { margin: 0.2rem 0 0.4rem; font-size: 1.375rem; }
.stories > li:first-child h3 { font-size: clamp(1.625rem, 5vw, 2.125rem); }
.stories h3 a { color: inherit; text-decoration: none; }
.stories h3 a:hover { text-decoration: underline; text-decoration-thickness: 0.06em; }
.stories p { margin: 0; text-wrap: pretty; }
.stories img { display: block; inline-size: 100%; aspect-ratio: 16 / 9; object-fit: cover; margin-block-end: 1rem; background: var(--tint); }
.details, .section { font: 0.875rem/1.5 var(--sans); color: var(--muted); }
.section { font-weight: 600; color: var(--accent); }
.details .section { margin-inline-end: 0.5em; }
:is(.details, .section, .byline, .labels, .tags) a { color: inherit; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); }
:is(.details, .section, .byline, .labels, .tags) a:hover { text-decoration-color: currentColor; }
.stories .p-summary + .details { margin-block-start: 0.5rem; }

.labels, .tags ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; }
:is(.labels, .tags) li { max-inline-size: 100%; overflow-wrap: anywhere; }
:is(.labels, .tags) :is(a, span) { display: block; padding-block: 0.25em; color: var(--muted); font: 0.875rem/1.5 var(--sans); }
:is(.labels, .tags) a:hover { color: var(--accent); }

.opening { margin-block: 2.5rem 0; }
.opening .section { margin: 0 0 0.25rem; }
.opening h1 { margin: 0; font-size: clamp(1.875rem, 6.5vw, 2.75rem); line-height: 1.12; letter-spacing: -0.015em; overflow-wrap: anywhere; }
.opening p:not(.section) { margin: 0.75rem 0 0; max-inline-size: 65ch; color: var(--muted); text-wrap: pretty; }

.neighbours ul { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; margin: 0; padding: 1.25rem 0 0; border-block-start: 1px solid var(--line); list-style: none; font: 0.9375rem/1.5 var(--sans); }
.neighbours a { display: inline-block; padding-block: 0.25rem; }
.neighbours li + li:last-child { margin-inline-start: auto; }

.contents { margin-block: 1.5rem 0; }
.contents ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin: 0; padding: 0; list-style: none; font: 0.9375rem/1.5 var(--sans); }
.contents a { display: inline-block; padding-block: 0.25rem; }

.feeds { margin-block-start: 2.5rem; }
.feeds .label { margin: 0; padding-block-end: 0.4rem; border-block-end: 1px solid var(--line); }
.feeds ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); column-gap: 4rem; margin: 0; padding: 0; list-style: none; }
.feeds li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1.5rem; padding-block: 0.35rem; border-block-end: 1px solid var(--line); content-visibility: auto; contain-intrinsic-block-size: auto 2.5rem; }
.feeds li > a { min-inline-size: 0; overflow-wrap: anywhere; }
.formats { font: 0.8125rem/1.6 var(--sans); }
.formats a { display: inline-block; margin-inline-end: 0.75rem; padding-block: 0.2rem; color: var(--muted); }
.formats a:hover { color: var(--accent); }
.formats a:last-child { margin-inline-end: 0; }

.subscribe > p { margin-block: 0.75rem 0; font: 0.9375rem/1.5 var(--sans); }
.subscribe dl { margin: 0; }
.subscribe dl > div { padding-block: 1rem 0; }
.subscribe dt { font: 600 1rem var(--sans); }
.subscribe dd { margin: 0.2rem 0 0; }
.subscribe > .details { margin-block-start: 0.1rem; }
.subscribe dd:last-child { color: var(--muted); font: 0.9375rem/1.5 var(--sans); }
.address { display: block; padding: 0.45em 0.7em; border: 1px solid var(--line); border-radius: 4px; overflow-wrap: anywhere; cursor: copy; user-select: all; -webkit-user-select: all; }

@media (min-width: 36rem) {
  .stories > li:not(:first-child) > article:has(> img) { display: grid; grid-template-columns: 1fr 11rem; gap: 1.5rem; align-items: start; }
  .stories > li:not(:first-child) img { grid-area: 1 / 2; aspect-ratio: 4 / 3; margin: 0.4rem 0 0; }
}

@media (min-width: 66rem) {
  body:has(.subscribe, .feeds) { grid-template-columns: minmax(0, 64rem); }
  main:has(.subscribe) { display: grid; grid-template-columns: minmax(0, 65ch) minmax(0, 1fr); gap: 0 4rem; align-items: start; }
  main:has(.subscribe) > .opening { grid-column: 1 / -1; }
  .subscribe { position: sticky; inset-block-start: 1rem; max-block-size: calc(100vh - 2rem); overflow-y: auto; }
}

/* An article */

main > article > header { margin-block: 2.5rem 2rem; }
article > header .section { margin: 0 0 0.5rem; }
article > header h1, .prose > h1 { margin: 0; font-size: clamp(1.875rem, 6.5vw, 2.75rem); line-height: 1.12; letter-spacing: -0.015em; }
.prose > h1 { margin-block-start: 2.5rem; }
.byline { margin-block-start: 1rem; font: 0.9375rem/1.5 var(--sans); color: var(--muted); }
.byline p { margin: 0; }
.byline address { font-style: normal; color: var(--ink); }
.updated { display: block; }
.translations a { color: var(--accent); }

.prose { text-wrap: pretty; }
.prose > :first-child { margin-block-start: 0; }
.prose > h1:first-child { margin-block-start: 2.5rem; }
.prose :is(p, ul, ol, dl, pre, table, blockquote, figure) { margin-block: 1.1em; }
.prose h2 { font-size: 1.5rem; }
.prose h3 { font-size: 1.25rem; }
.prose :is(h4, h5, h6) { font-size: 1.125rem; }
.prose :is(ul, ol) { padding-inline-start: 1.4em; }
.prose li { margin-block: 0.3em; }
.prose li::marker { color: var(--muted); }
.prose dt { font-weight: 700; }
.prose dd { margin-inline-start: 1.4em; }
.prose blockquote { margin-inline: 0; padding-inline-start: 1.2em; border-inline-start: 3px solid var(--accent); }
.prose cite { font-style: normal; }
.prose figcaption cite:last-child { display: block; }
.prose blockquote cite { color: var(--muted); font: 0.875rem/1.5 var(--sans); }
.prose figure { margin-inline: 0; }
.prose img { display: block; }
.prose figcaption { margin-block-start: 0.6rem; font: 0.875rem/1.5 var(--sans); color: var(--muted); }
.prose aside { margin-block: 1.5em; padding: 0.75rem 1rem; background: var(--tint); border-radius: 4px; font: 0.9375rem/1.5 var(--sans); }
.prose aside :is(ul, p) { margin-block: 0; }
.prose aside ul { padding: 0; list-style: none; }
.prose .correction { border-inline-start: 3px solid var(--accent); border-start-start-radius: 0; border-end-start-radius: 0; }
.prose .correction time { color: var(--muted); }
.prose hr { margin-block: 2.5em; border: 0; border-block-start: 1px solid var(--line); }
.prose small, .prose sup { font-size: 0.8em; }
.prose sup { line-height: 0; }

code, kbd, samp, pre { font-family: var(--mono); font-size: 0.875em; }
:not(pre) > code { padding: 0.1em 0.3em; background: var(--tint); border-radius: 3px; }
pre { padding: 1em 1.2em; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--tint); border-radius: 4px; line-height: 1.5; direction: ltr; text-align: left; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font: 0.9375rem/1.45 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
th, td { padding-block: 0.5em; padding-inline: 0 1.25em; border-block-end: 1px solid var(--line); vertical-align: top; }
:is(th, td):not([align]) { text-align: start; }
th { font-weight: 600; }
caption { padding-block-end: 0.5rem; text-align: start; color: var(--muted); }

.files { margin-block: 3rem 0; padding: 1.25rem; background: var(--tint); border-radius: 4px; }
.files h2, .tags h2 { margin: 0; font: 600 0.875rem/1.4 var(--sans); color: var(--muted); }
.files ul { margin: 0; padding: 0; list-style: none; }
.files li { margin-block-start: 0.75rem; }
.files p { margin: 0.4rem 0 0; font: 0.9375rem/1.5 var(--sans); }
.files .title { margin-block-end: 0.6rem; font: 700 1.125rem/1.4 var(--serif); }
.files .details { display: inline-block; padding-inline-start: 0.75em; }

.tags { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.5rem 0.75rem; margin-block-start: 2.5rem; }

@media print {
  :root { --paper: #fff; --ink: #000; --muted: #333; --tint: #fff; --accent: #000; }
  body { display: block; padding: 0; font-size: 11pt; }
  .skip, .actions, .colophon nav, audio, video, .subscribe, .neighbours { display: none; }
  h1, h2, h3, figcaption { break-after: avoid; }
  figure, pre, blockquote, tr { break-inside: avoid; }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.8em; overflow-wrap: anywhere; }
}
`;
