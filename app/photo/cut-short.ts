import type { PhotoFormat } from "./format.ts";

/**
 * Whether the file ends before its own structure says it does: copied or downloaded in part. Looks at markers,
 * chunk and box lengths only, never at pixels. A TIFF's strips are left to its decoder, which misses them by itself.
 */
export function isCutShort(bytes: Buffer, format: PhotoFormat): boolean {
  switch (format) {
    case "jpeg":
      return isJpegCutShort(bytes);
    case "png":
      return isPngCutShort(bytes);
    case "webp":
      // RIFF: the length at 4 counts everything after itself.
      return bytes.length < 12 || bytes.readUInt32LE(4) + 8 > bytes.length;
    case "gif":
      return isGifCutShort(bytes);
    case "avif":
    case "heic":
      return isIsoFileCutShort(bytes);
    case "tiff":
      return isTiffCutShort(bytes);
    case "raw":
      // Its preview is looked at as the JPEG that it is.
      return false;
  }
}

/**
 * Byte offset of a JPEG's first start-of-scan marker: all metadata lies before it. Undefined when the header
 * never gets there.
 */
export function jpegScanOffset(bytes: Buffer): number | undefined {
  let offset = 2;
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return undefined;
    const marker = bytes[offset + 1];
    if (marker === 0xda) return offset;
    // ITU T.81, B.1.1.2: a marker may be preceded by any number of 0xff fill bytes.
    offset += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(offset + 2);
  }
  return undefined;
}

/**
 * Whether a JPEG's end was never written: space set aside for a copy or download that stopped reads as zeros, and
 * libjpeg may take zeros for picture. (Some cameras pad with zeros, but after the end marker.)
 */
export function isJpegEndBlank(bytes: Buffer): boolean {
  return bytes.length > 64 && bytes.subarray(-64).every((byte) => byte === 0) && isJpegCutShort(bytes);
}

function isJpegCutShort(bytes: Buffer): boolean {
  const scan = jpegScanOffset(bytes);
  return scan === undefined || bytes.indexOf("ffd9", scan, "hex") === -1;
}

function isPngCutShort(bytes: Buffer): boolean {
  let offset = 8;
  while (offset + 8 <= bytes.length) {
    const end = offset + 12 + bytes.readUInt32BE(offset);
    if (bytes.toString("latin1", offset + 4, offset + 8) === "IEND") return end > bytes.length;
    offset = end;
  }
  return true;
}

/** GIF89a, sections 15 to 27: blocks, each a run of sub-blocks that a length of 0 ends, up to the trailer. */
function isGifCutShort(bytes: Buffer): boolean {
  let offset = 13 + gifColourTableBytes(bytes[10] ?? 0);
  while (offset < bytes.length) {
    const block = bytes[offset];
    if (block === 0x21) offset = afterGifSubBlocks(bytes, offset + 2);
    else if (block === 0x2c)
      offset = afterGifSubBlocks(bytes, offset + 11 + gifColourTableBytes(bytes[offset + 9] ?? 0));
    // The trailer, or bytes that are no block: damaged perhaps, but not cut.
    else return false;
  }
  return true;
}

function gifColourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function afterGifSubBlocks(bytes: Buffer, start: number): number {
  let offset = start;
  for (let length = bytes[offset] ?? 0; length > 0; length = bytes[offset] ?? 0) offset += 1 + length;
  return offset + 1;
}

function isIsoFileCutShort(bytes: Buffer): boolean {
  let offset = 0;
  let hasPicture = false;
  while (offset + 8 <= bytes.length) {
    const type = bytes.toString("latin1", offset + 4, offset + 8);
    const length = isoBoxLength(bytes, offset);
    if (length === undefined || offset + length > bytes.length) return isIsoBoxName(type);
    hasPicture ||= type === "meta";
    offset += length;
  }
  return !hasPicture;
}

/** ISO/IEC 14496-12, 4.2: 0 means to the end of the file, 1 a 64-bit length after the type. */
function isoBoxLength(bytes: Buffer, offset: number): number | undefined {
  const length = bytes.readUInt32BE(offset);
  if (length === 0) return bytes.length - offset;
  if (length !== 1) return Math.max(length, 8);
  return offset + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(offset + 8)) : undefined;
}

/** Garbage after the last box is not a box of the file, so it cannot be one that was cut. */
function isIsoBoxName(type: string): boolean {
  return /^[a-zA-Z0-9 ]{4}$/.test(type);
}

function isTiffCutShort(bytes: Buffer): boolean {
  if (bytes.length < 16) return true;
  const isLittleEndian = bytes[0] === 0x49;
  const readUInt16 = (offset: number) =>
    isLittleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
  const readUInt32 = (offset: number) =>
    isLittleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
  // BigTIFF (version 43) is rare enough to be left to the decoder's own message.
  if (readUInt16(2) !== 42) return false;
  const directory = readUInt32(4);
  if (directory + 2 > bytes.length) return true;
  return directory + 2 + readUInt16(directory) * 12 > bytes.length;
}
