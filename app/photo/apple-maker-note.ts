/** What Apple's maker note says of how photos belong together. */
export interface AppleNote {
  /** The same for all frames of a burst. */
  readonly burstId: string | null;
  /** The same for the still and the movie of a Live Photo. */
  readonly contentId: string | null;
}

const head = "Apple iOS\0";

/** Behind the head come a version and the byte order; places count from the head. */
const directoryAt = 14;

/** Tags as ExifTool names them: BurstUUID and ContentIdentifier (before iOS 14 MediaGroupUUID). */
const [burstTag, contentTag] = [0x000b, 0x0011];

const [textType, mostEntries] = [2, 200];

/** Reads the maker note of an Apple camera; anything else, and anything malformed, says nothing. */
export function readAppleNote(bytes: Buffer): AppleNote {
  const note: { burstId: string | null; contentId: string | null } = { burstId: null, contentId: null };
  if (bytes.toString("latin1", 0, head.length) !== head || bytes.length < directoryAt + 2) return note;
  const isLittleEndian = bytes.toString("latin1", 12, 14) === "II";
  const uint16 = (at: number) => (isLittleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const uint32 = (at: number) => (isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const entries = Math.min(uint16(directoryAt), mostEntries);
  for (let entry = 0; entry < entries; entry++) {
    const at = directoryAt + 2 + entry * 12;
    if (at + 12 > bytes.length) break;
    const [tag, type, length] = [uint16(at), uint16(at + 2), uint32(at + 4)];
    if (type !== textType || (tag !== burstTag && tag !== contentTag)) continue;
    const start = length <= 4 ? at + 8 : uint32(at + 8);
    if (start + length > bytes.length) continue;
    const text = identifierIn(bytes.toString("latin1", start, start + Math.min(length, 64)));
    if (tag === burstTag) note.burstId = text;
    else note.contentId = text;
  }
  return note;
}

/** Identifiers are of hexadecimal digits and hyphens; capital or not, they are the same. */
function identifierIn(text: string): string | null {
  const clean = text.replace(/\0.*$/s, "").trim().toUpperCase();
  return /^[0-9A-F-]{8,64}$/.test(clean) ? clean : null;
}
