import { Parser } from "htmlparser2";
import type { ImageSize } from "./measure-image.ts";

/** What stands before the root element is a prolog and perhaps a licence. */
const maxBytes = 64 * 1024;

/** CSS Values 4 §6.2: absolute lengths, in pixels. */
const pixelsPer: Record<string, number> = {
  "": 1, px: 1, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, q: 96 / 101.6, pt: 96 / 72, pc: 16,
}; // prettier-ignore

/** Width and height of an SVG: those of its root element, else those of its `viewBox` (SVG 2 §7.2, §8.2). */
export function measureSvg(bytes: Uint8Array): ImageSize | undefined {
  const text = new TextDecoder().decode(bytes.subarray(0, maxBytes));
  if (!/^\s*</.test(text)) return undefined;
  const root = rootOf(text);
  if (root?.name !== "svg") return undefined;
  const { width, height, viewBox } = root.attributes;
  const [, , boxWidth = NaN, boxHeight = NaN] = (viewBox ?? "").trim().split(/[\s,]+/, 4).map(pixels); // prettier-ignore
  const [across, down] = [pixels(width), pixels(height)];
  const ratio = boxWidth / boxHeight;
  return {
    widthPixels: Math.round(across ?? (down === undefined ? boxWidth : down * ratio)),
    heightPixels: Math.round(down ?? (across === undefined ? boxHeight : across / ratio)),
  };
}

function rootOf(xml: string): { name: string; attributes: Record<string, string> } | undefined {
  let root: { name: string; attributes: Record<string, string> } | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        root ??= { name: name.replace(/^.*:/, ""), attributes };
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  return root;
}

function pixels(length: string | undefined): number | undefined {
  const [, number, unit = ""] = /^\s*\+?(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(px|in|cm|mm|q|pt|pc)?\s*$/i.exec(length ?? "") ?? [];
  return number === undefined ? undefined : Number(number) * (pixelsPer[unit.toLowerCase()] ?? NaN);
} // prettier-ignore
