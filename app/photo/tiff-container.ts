/** 8-bit pixels in the colours of an ICC profile, to be turned upright by an EXIF orientation. */
export interface TaggedPixels {
  readonly width: number;
  readonly height: number;
  /** Rows from the top, three interleaved bytes a pixel. */
  readonly data: Uint8Array;
  readonly iccProfile: Uint8Array | null;
  /** 1 to 8. */
  readonly orientation: number;
}

const typeShort = 3;
const typeLong = 4;
const typeUndefined = 7;
const entryBytes = 12;

/**
 * Puts raw pixels into an uncompressed little-endian TIFF in memory: the cheapest container that can carry an ICC
 * profile and an orientation to a decoder that takes neither with raw pixels. Layout: TIFF 6.0, sections 2 and 8;
 * tag 34675 is from the ICC specification, annex B.
 */
export function wrapAsTiff({ width, height, data, iccProfile, orientation }: TaggedPixels): Buffer {
  const profile = iccProfile ?? new Uint8Array(0);
  const entryCount = iccProfile === null ? 11 : 12;
  const directoryEnd = 8 + 2 + entryCount * entryBytes + 4;
  const profileOffset = directoryEnd + 6;
  // Word alignment, as section 2 asks of every offset.
  const dataOffset = profileOffset + profile.length + (profile.length % 2);
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, typeLong, 1, width],
    [257, typeLong, 1, height],
    [258, typeShort, 3, directoryEnd],
    [259, typeShort, 1, 1],
    [262, typeShort, 1, 2],
    [273, typeLong, 1, dataOffset],
    [274, typeShort, 1, orientation],
    [277, typeShort, 1, 3],
    [278, typeLong, 1, height],
    [279, typeLong, 1, data.length],
    [284, typeShort, 1, 1],
  ];
  if (iccProfile !== null) entries.push([34675, typeUndefined, profile.length, profileOffset]);
  const header = Buffer.alloc(dataOffset);
  header.write("II*\0", "latin1");
  header.writeUInt32LE(8, 4);
  header.writeUInt16LE(entryCount, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const offset = 10 + index * entryBytes;
    header.writeUInt16LE(tag, offset);
    header.writeUInt16LE(type, offset + 2);
    header.writeUInt32LE(count, offset + 4);
    header.writeUInt32LE(value, offset + 8);
  }
  for (let channel = 0; channel < 3; channel += 1) header.writeUInt16LE(8, directoryEnd + channel * 2);
  header.set(profile, profileOffset);
  return Buffer.concat([header, data]);
}
