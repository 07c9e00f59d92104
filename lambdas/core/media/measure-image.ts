import { imageDimensionsFromData } from "image-dimensions";
import { exifOrientation } from "./exif-orientation.ts";
import { measureSvg } from "./measure-svg.ts";

export interface ImageSize {
  widthPixels: number;
  heightPixels: number;
}

/** Formats say their size near their start; before it there may be a colour profile and EXIF data. */
const maxBytes = 512 * 1024;
/** PNG §7.1, and more than any of the others can say. */
const maxPixels = 2 ** 31 - 1;

/**
 * Width and height at which a PNG, JPEG, GIF, WebP, AVIF or SVG is shown, from the first half megabyte of its file;
 * `undefined` for everything else, broken or not. It never throws.
 */
export function measureImage(bytes: Uint8Array): ImageSize | undefined {
  const start = bytes.subarray(0, maxBytes);
  try {
    const size = measureRaster(start) ?? measureSvg(start);
    return size && isPossible(size.widthPixels) && isPossible(size.heightPixels) ? size : undefined;
  } catch {
    return undefined;
  }
}

function measureRaster(bytes: Uint8Array): ImageSize | undefined {
  const found = imageDimensionsFromData(bytes);
  if (!found) return undefined;
  const { width, height, type } = found;
  // A camera that was held upright stores the picture lying; browsers and readers turn it.
  const turned = type === "jpeg" && exifOrientation(bytes) >= 5;
  return turned ? { widthPixels: height, heightPixels: width } : { widthPixels: width, heightPixels: height };
}

function isPossible(pixels: number): boolean {
  return Number.isSafeInteger(pixels) && pixels >= 1 && pixels <= maxPixels;
}
