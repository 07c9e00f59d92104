/** Lists of articles and of feeds, and how to subscribe. */
export const feedPages = `/* The page of a feed, and the page of all feeds */

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
`;
