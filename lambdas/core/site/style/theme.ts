/** Custom properties that pages and raw feeds share, for light and for dark screens. */
export const lightColours = declarations({
  paper: "#fcfbf8",
  ink: "#1d1f21",
  muted: "#5a5e63",
  line: "#dcd8ce",
  tint: "#f1eee6",
  accent: "#0a5468",
});

export const darkColours = declarations({
  paper: "#15181a",
  ink: "#e7e4dc",
  muted: "#a6a9ab",
  line: "#34393c",
  tint: "#1f2427",
  accent: "#86cbdb",
});

/** Typefaces that come with some system: nothing is loaded. */
export const serif =
  'Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Cambria, Georgia, "Liberation Serif", "Noto Naskh Arabic", serif';
export const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif';

function declarations(colours: Record<string, string>): string[] {
  return Object.entries(colours).map(([name, colour]) => `--${name}: ${colour};`);
}
