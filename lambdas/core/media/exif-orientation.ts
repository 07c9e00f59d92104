const upright = 1;

/**
 * How a JPEG is to be turned before it is shown (EXIF 2.32 §4.6.4, tag 274): 1 to 8, from 5 on by a quarter. A
 * JPEG whose EXIF data is broken or missing stands upright.
 */
export function exifOrientation(jpeg: Uint8Array): number {
  try {
    return orientationIn(jpeg);
  } catch (error) {
    if (error instanceof RangeError) return upright;
    throw error;
  }
}

function orientationIn(jpeg: Uint8Array): number {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let at = 2;
  // Segments up to the picture itself, each with a marker and its own length.
  while (at + 18 <= view.byteLength && view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda) {
    const end = at + 2 + view.getUint16(at + 2);
    const isExif = view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966;
    if (isExif)
      return tiffOrientation(new DataView(jpeg.buffer, jpeg.byteOffset + at + 10, Math.max(0, end - at - 10)));
    at = end;
  }
  return upright;
}

/** TIFF 6.0 §2: a byte order, and a directory of entries of twelve bytes. */
function tiffOrientation(tiff: DataView): number {
  const littleEndian = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, littleEndian);
  const entries = tiff.getUint16(directory, littleEndian);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12;
    if (tiff.getUint16(at, littleEndian) !== 274) continue;
    const orientation = tiff.getUint16(at + 8, littleEndian);
    return orientation <= 8 ? orientation : upright;
  }
  return upright;
}
