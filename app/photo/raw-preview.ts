/** A JPEG inside of another file. */
export interface EmbeddedJpeg {
  /** Where it begins. It ends at its end marker, somewhere before the end of the file. */
  readonly start: number;
  /** Where the picture itself begins, behind all that is said of it. */
  readonly scan: number;
  /** Pixels as they are stored. */
  readonly width: number;
  readonly height: number;
}

/** No camera embeds more pictures, or says more of one. The bounds keep a file made of beginnings harmless. */
const mostCandidates = 256;
const mostSegments = 512;

/**
 * The largest JPEG in a camera's raw file: the picture that the camera itself made of it. Every raw format has one, each at
 * a place of its own (directories, maker's notes, boxes); but a JPEG's beginning is so particular, marker after marker up to
 * its scan, that sensor data does not imitate it. Lossless JPEGs (which DNG and CR2 keep sensor data in) are no pictures.
 * Null when there is none.
 */
export function findRawPreview(bytes: Buffer): EmbeddedJpeg | null {
  let best: EmbeddedJpeg | null = null;
  let candidates = 0;
  for (let start = bytes.indexOf("ffd8ff", 0, "hex"); start !== -1;) {
    if (++candidates > mostCandidates) break;
    const jpeg = readJpegHead(bytes, start);
    if (jpeg !== null && jpeg.width * jpeg.height > (best === null ? 0 : best.width * best.height))
      best = jpeg;
    // What lies in the head of a picture is its own small one.
    start = bytes.indexOf("ffd8ff", jpeg?.scan ?? start + 3, "hex");
  }
  return best;
}

/** Baseline, extended and progressive (ITU T.81, table B.1). */
const pictureFrames = new Set([0xc0, 0xc1, 0xc2]);

function readJpegHead(bytes: Buffer, start: number): EmbeddedJpeg | null {
  let size: Pick<EmbeddedJpeg, "width" | "height"> | null = null;
  let at = start + 2;
  for (let segments = 0; segments < mostSegments && at + 4 <= bytes.length; segments++) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xda) return size === null ? null : { start, scan: at, ...size };
    if (marker < 0xc0 || length < 2) return null;
    if (pictureFrames.has(marker) && at + 9 <= bytes.length)
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + length;
  }
  return null;
}

/**
 * The embedded JPEG as a file of its own that says how it is to be turned (EXIF orientation, 1 to 8): what it says of itself
 * is left out, as cameras tell the orientation with the raw file.
 */
export function previewWithOrientation(bytes: Buffer, preview: EmbeddedJpeg, orientation: number): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    exifOfOrientation(orientation),
    ...segmentsWithoutExif(bytes, preview),
    bytes.subarray(preview.scan),
  ]);
}

function segmentsWithoutExif(bytes: Buffer, { start, scan }: EmbeddedJpeg): Buffer[] {
  const kept: Buffer[] = [];
  for (let at = start + 2; at < scan;) {
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const isExif = bytes[at + 1] === 0xe1 && bytes.toString("latin1", at + 4, at + 8) === "Exif";
    if (!isExif) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return kept;
}

/** An APP1 segment (EXIF 2.32, 4.7.2) with the one tag. */
function exifOfOrientation(orientation: number): Buffer {
  const segment = Buffer.alloc(36);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(34, 2);
  segment.write("Exif\0\0MM\0*", 4, "latin1");
  segment.writeUInt32BE(8, 14);
  segment.writeUInt16BE(1, 18);
  segment.writeUInt16BE(274, 20);
  segment.writeUInt16BE(3, 22);
  segment.writeUInt32BE(1, 24);
  segment.writeUInt16BE(orientation, 28);
  return segment;
}

/**
 * What the camera wrote beside the picture in a raw file, as files that EXIF can be read from: best first. ORF and RW2
 * are TIFFs but for their mark; CR3 keeps its directory in a box "CMT1"; RAF, and RW2 for the date, with the preview.
 */
export function rawExifSources(bytes: Buffer): Buffer[] {
  const preview = findRawPreview(bytes);
  const ofPreview = preview === null ? [] : [bytes.subarray(preview.start, preview.scan)];
  const head = bytes.toString("latin1", 0, 4);
  if (/^(II\*\0|MM\0\*)/.test(head)) return [bytes, ...ofPreview];
  if (/^(IIRO|IIRS|IIU\0|MMOR)/.test(head)) {
    const tiff = Buffer.from(bytes);
    tiff.write(head.startsWith("II") ? "II*\0" : "MM\0*", 0, "latin1");
    return [tiff, ...ofPreview];
  }
  const box = bytes.toString("latin1", 4, 8) === "ftyp" ? bytes.indexOf("CMT1", 0, "latin1") : -1;
  if (box >= 4) return [bytes.subarray(box + 4, box - 4 + bytes.readUInt32BE(box - 4)), ...ofPreview];
  return ofPreview;
}
