import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { measureImage } from "../../../lambdas/core/media/measure-image.ts";

const encoder = new TextEncoder();
const svg = (markup: string) => measureImage(encoder.encode(markup));
const sized = (widthPixels: number, heightPixels: number) => ({ widthPixels, heightPixels });

const u16 = (number: number) => [number >> 8, number & 255];
const u32 = (number: number) => [...u16(number >>> 16), ...u16(number & 0xffff)];
const ascii = (text: string) => [...encoder.encode(text)];
const bytesOf = (...parts: number[][]) => new Uint8Array(parts.flat());

const png = (width: number, height: number) =>
  bytesOf([0x89], ascii("PNG\r\n\u001A\n"), u32(13), ascii("IHDR"), u32(width), u32(height), [8, 2, 0, 0, 0]);

/** A JPEG as far as its frame header, with what a camera notes before it. */
function jpeg(width: number, height: number, ...notes: number[][]): Uint8Array {
  const frame = [0xff, 0xc2, ...u16(17), 8, ...u16(height), ...u16(width), 3, ...Array<number>(9).fill(0)];
  return bytesOf([0xff, 0xd8], ...notes, frame, [0xff, 0xd9]);
}

function exif(orientation: number): number[] {
  const entry = [...u16(274), ...u16(3), ...u32(1), ...u16(orientation), 0, 0];
  const tiff = [...ascii("MM"), ...u16(42), ...u32(8), ...u16(1), ...entry, ...u32(0)];
  return [0xff, 0xe1, ...u16(tiff.length + 8), ...ascii("Exif"), 0, 0, ...tiff];
}

function avif(width: number, height: number): Uint8Array {
  const box = (type: string, ...parts: number[][]) => {
    const data = parts.flat();
    return [...u32(data.length + 8), ...ascii(type), ...data];
  };
  const version = u32(0);
  const properties = box("ipco", box("ispe", version, u32(width), u32(height)));
  const ofItem = box("ipma", version, u32(1), u16(1), [1, 1]);
  const meta = box("meta", version, box("pitm", version, u16(1)), box("iprp", properties, ofItem));
  return bytesOf(box("ftyp", ascii("avif"), version, ascii("avif")), meta);
}

const webp = bytesOf(
  ascii("RIFF"),
  [30, 0, 0, 0],
  ascii("WEBPVP8X"),
  [10, 0, 0, 0, 0, 0, 0, 0],
  [0x7f, 2, 0],
  [0x8f, 1, 0],
);
const gif = bytesOf(ascii("GIF89a"), [0x40, 1, 0xf0, 0]);

test.each([
  ["PNG", png(1200, 675), sized(1200, 675)],
  ["progressive JPEG", jpeg(800, 600), sized(800, 600)],
  ["GIF", gif, sized(320, 240)],
  ["WebP", webp, sized(640, 400)],
  ["AVIF", avif(4096, 2160), sized(4096, 2160)],
])("the size of a %s is read from its first bytes", (_name, bytes, size) => {
  expect(measureImage(bytes)).toEqual(size);
  expect(measureImage(new Uint8Array([...bytes, ...Array<number>(1000).fill(0)]))).toEqual(size);
});

test("the pictures of the sample publication are measured", () => {
  expect(measureImage(readFileSync("content/media/eelgrass.png"))).toEqual(sized(1200, 675));
  expect(measureImage(readFileSync("content/media/night-ferry.jpg"))).toMatchObject({
    widthPixels: expect.any(Number),
  });
});

test("a photograph that is shown turned has the size at which it is shown", () => {
  expect(measureImage(jpeg(800, 600, exif(1)))).toEqual(sized(800, 600));
  expect(measureImage(jpeg(800, 600, exif(3)))).toEqual(sized(800, 600));
  expect(measureImage(jpeg(800, 600, exif(6)))).toEqual(sized(600, 800));
  expect(measureImage(jpeg(800, 600, [0xff, 0xe0, ...u16(4), 0, 0], exif(8)))).toEqual(sized(600, 800));
  expect(
    measureImage(jpeg(800, 600, [0xff, 0xe1, ...u16(12), ...ascii("Exif"), 0, 0, ...ascii("MM"), ...u16(42)])),
  ).toEqual(sized(800, 600));
});

test.each([
  ['<svg width="300" height="200" viewBox="0 0 3 2"/>', sized(300, 200)],
  ['\uFEFF<?xml version="1.0"?><!-- <svg width="9"> --><!DOCTYPE svg>\n<svg viewBox="0 0 640 480">', sized(640, 480)],
  ["<svg:svg xmlns:svg='http://www.w3.org/2000/svg' viewBox='-10,-10,20,10'></svg:svg>", sized(20, 10)],
  ['<svg width="50%" height="100%" viewBox="0 0 640 480"/>', sized(640, 480)],
  ['<svg width="320px" viewBox="0 0 640 480"/>', sized(320, 240)],
  ['<svg height="1in" viewBox="0 0 2 1"/>', sized(192, 96)],
  ['<svg width="10em" height="5em"/>', undefined],
  ["<svg/>", undefined],
  ['<svg width="0" height="5"/>', undefined],
  ['<html><svg width="3" height="2"/></html>', undefined],
])("the size of an SVG is its root element's: %s", (markup, size) => {
  expect(svg(markup)).toEqual(size);
});

test("what is no picture, or one of no size, has none", () => {
  for (const bytes of [new Uint8Array(), encoder.encode("Just words."), png(0, 5), png(2 ** 32 - 1, 5), jpeg(0, 0)]) {
    expect(measureImage(bytes)).toBeUndefined();
  }
});

test("no bytes make it throw or give a size that is none", () => {
  const heads = [png(3, 2), jpeg(3, 2, exif(6)), gif, webp, avif(3, 2), encoder.encode('<svg viewBox="0 0 3 2"')];
  const damaged = fc
    .tuple(fc.constantFrom(...heads), fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 6 }), fc.nat(80))
    .map(([head, changes, length]) => {
      const bytes = Uint8Array.from([...head, ...head]).subarray(0, length + 10);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 })), (bytes) => {
      const size = measureImage(bytes) ?? sized(1, 1);
      expect(Number.isSafeInteger(size.widthPixels) && size.widthPixels >= 1).toBe(true);
      expect(Number.isSafeInteger(size.heightPixels) && size.heightPixels >= 1).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

const megabyte = (unit: number[]) =>
  Array<number[]>(Math.ceil(2 ** 20 / unit.length))
    .fill(unit)
    .flat();
test.each([
  ["JPEG of fill bytes", [0xff, 0xd8, 0xff, ...megabyte([0xff])]],
  ["JPEG of empty segments", [0xff, 0xd8, ...megabyte([0xff, 0xe1, 0, 2])]],
  ["JPEG of zeros", [0xff, 0xd8, 0xff, 0xe0, ...megabyte([0])]],
  ["AVIF of empty boxes", [...u32(16), ...ascii("ftypavif"), ...u32(0), ...megabyte([...u32(8), ...ascii("free")])]],
  ["AVIF of brands", [...u32(2 ** 20), ...ascii("ftyp"), ...megabyte(ascii("mif1"))]],
  ["AVIF of boxes without a length", [...u32(16), ...ascii("ftypavif"), ...u32(0), ...megabyte(u32(0))]],
  ["SVG of attributes", ascii(`<svg ${"a=b ".repeat(2 ** 18)}`)],
  ["SVG of digits", ascii(`<svg width="${"1".repeat(60_000)}x" height="2">`)],
  ["SVG of comments", ascii("<!--".repeat(2 ** 18))],
  ["SVG of spaces", ascii(" ".repeat(2 ** 20))],
])("%s without end is measured at once", (_name, bytes) => {
  const hostile = new Uint8Array(bytes);
  const start = performance.now();
  measureImage(hostile);
  // Far above what it takes (below 0.5 s), far below what a quadratic search would.
  expect(performance.now() - start).toBeLessThan(3000);
});
