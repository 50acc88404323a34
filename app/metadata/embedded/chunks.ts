import { inflateSync } from "node:zlib";
import { XmpError } from "../errors.ts";
import { maximumXmpBytes } from "../xmp/decode-text.ts";
import { mostParts, type RandomAccess } from "./random-access.ts";

/** The XMP of a PNG: an iTXt chunk with this keyword (XMP specification part 3, section 1.1.5). */
export async function readPngPackets(file: RandomAccess): Promise<Buffer[]> {
  let offset = 8;
  for (let part = 0; part < mostParts && offset + 12 <= file.sizeBytes; part += 1) {
    const header = await file.read(offset, 8);
    if (header.length < 8) return [];
    const length = header.readUInt32BE(0);
    const type = header.toString("latin1", 4, 8);
    if (type === "IEND") return [];
    if (type === "iTXt") {
      const packet = xmpOfText(await readBounded(file, offset + 8, length));
      if (packet !== null) return [packet];
    }
    offset += 12 + length;
  }
  return [];
}

/** Keyword, 0, whether it is compressed, method, language, 0, translated keyword, 0, text. */
function xmpOfText(content: Buffer): Buffer | null {
  const keywordEnd = content.indexOf(0);
  if (keywordEnd === -1 || content.toString("latin1", 0, keywordEnd) !== "XML:com.adobe.xmp") return null;
  const languageEnd = content.indexOf(0, keywordEnd + 3);
  const translatedEnd = languageEnd === -1 ? -1 : content.indexOf(0, languageEnd + 1);
  if (translatedEnd === -1) throw new XmpError("its chunk has no text");
  const text = content.subarray(translatedEnd + 1);
  if (content[keywordEnd + 1] !== 1) return text;
  try {
    return inflateSync(text, { maxOutputLength: maximumXmpBytes });
  } catch (error) {
    throw new XmpError("it is compressed, and cannot be unpacked", { cause: error });
  }
}

/** The XMP of a WebP: the chunk "XMP " of its RIFF container. */
export async function readWebpPackets(file: RandomAccess): Promise<Buffer[]> {
  let offset = 12;
  for (let part = 0; part < mostParts && offset + 8 <= file.sizeBytes; part += 1) {
    const header = await file.read(offset, 8);
    if (header.length < 8) return [];
    const length = header.readUInt32LE(4);
    if (header.toString("latin1", 0, 4) === "XMP ") return [await readBounded(file, offset + 8, length)];
    // Chunks begin at even places.
    offset += 8 + length + (length % 2);
  }
  return [];
}

const xmpTag = 700;

/** The XMP of a TIFF: tag 700 of its first directory (XMP specification part 3, section 3.2). */
export async function readTiffPackets(file: RandomAccess): Promise<Buffer[]> {
  const header = await file.read(0, 8);
  if (header.length < 8) return [];
  const isLittle = header[0] === 0x49;
  const short = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  // 43 is BigTIFF, whose directories are built otherwise.
  if (short(header, 2) !== 42) return [];
  const directory = long(header, 4);
  const countBytes = await file.read(directory, 2);
  if (countBytes.length < 2) return [];
  const entries = await file.read(directory + 2, short(countBytes, 0) * 12);
  for (let at = 0; at + 12 <= entries.length; at += 12) {
    if (short(entries, at) !== xmpTag) continue;
    return [await readBounded(file, long(entries, at + 8), long(entries, at + 4))];
  }
  return [];
}

async function readBounded(file: RandomAccess, offset: number, length: number): Promise<Buffer> {
  if (length > maximumXmpBytes) throw new XmpError("it is larger than 16 MB");
  return await file.read(offset, length);
}
