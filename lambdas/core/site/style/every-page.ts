import { darkColours, lightColours, sans, serif } from "./theme.ts";

/** What all pages have in common: colours, typefaces, head and foot. */
export const everyPage = `:root {
  color-scheme: light dark;
  ${lightColours.join("\n  ")}
  --serif: ${serif};
  --sans: ${sans};
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}

@media (prefers-color-scheme: dark) {
  :root {
    ${darkColours.join("\n    ")}
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
`;
