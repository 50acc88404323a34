/** What a scanner writes into a TIFF's first directory. */
export interface TiffTags {
  readonly make: string;
  readonly model: string;
  readonly dateTime: string;
  readonly orientation: number;
}

const typeText = 2;
const typeShort = 3;
const typeLong = 4;

/**
 * A big-endian TIFF of one grey pixel with the given tags: sharp writes no EXIF into TIFF. Layout: TIFF 6.0,
 * section 2.
 */
export function tiffWithTags({ make, model, dateTime, orientation }: TiffTags): Buffer {
  const tags: [tag: number, type: number, value: number | string][] = [
    [256, typeShort, 1],
    [257, typeShort, 1],
    [258, typeShort, 8],
    [259, typeShort, 1],
    [262, typeShort, 1],
    [271, typeText, `${make}\0`],
    [272, typeText, `${model}\0`],
    [273, typeLong, 8],
    [274, typeShort, orientation],
    [279, typeLong, 1],
    [306, typeText, `${dateTime}\0`],
  ];
  // The header, the one pixel at 8 (padded to 10), the directory, then the texts.
  const directory = 10;
  const textsAt = directory + 2 + tags.length * 12 + 4;
  const file = Buffer.alloc(textsAt);
  file.write("MM\0*", "latin1");
  file.writeUInt32BE(directory, 4);
  file.writeUInt16BE(tags.length, directory);
  let texts = Buffer.alloc(0);
  for (const [index, [tag, type, value]] of tags.entries()) {
    const entry = directory + 2 + index * 12;
    file.writeUInt16BE(tag, entry);
    file.writeUInt16BE(type, entry + 2);
    file.writeUInt32BE(typeof value === "string" ? value.length : 1, entry + 4);
    if (typeof value === "string") {
      file.writeUInt32BE(textsAt + texts.length, entry + 8);
      texts = Buffer.concat([
        texts,
        Buffer.from(value.padEnd(value.length + (value.length % 2), "\0"), "latin1"),
      ]);
    } else if (type === typeShort) file.writeUInt16BE(value, entry + 8);
    else file.writeUInt32BE(value, entry + 8);
  }
  return Buffer.concat([file, texts]);
}
