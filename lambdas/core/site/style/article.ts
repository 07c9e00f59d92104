/** An article with its files and tags, and the other pages that hold a text. */
export const article = `/* An article */

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
`;
