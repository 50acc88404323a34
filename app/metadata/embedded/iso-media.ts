import { XmpError } from "../errors.ts";
import { maximumXmpBytes } from "../xmp/decode-text.ts";
import { mostParts, type RandomAccess } from "./random-access.ts";

/** A box of ISO/IEC 14496-12: what is in it, behind its header. */
interface Box {
  readonly type: string;
  readonly offset: number;
  readonly end: number;
}

/** The largest list of items that is read; that of a HEIC with 1,000 tiles has 60 KB. */
const maximumListBytes = 16 * 1024 * 1024;

/** The XMP of a HEIC or AVIF: an item of the type application/rdf+xml (ISO/IEC 23008-12, annex A). */
export async function readIsoMediaPackets(file: RandomAccess): Promise<Buffer[]> {
  const meta = (await boxesIn(file, 0, file.sizeBytes)).find(({ type }) => type === "meta");
  if (meta === undefined) return [];
  // A full box: 4 bytes of version and flags come first.
  const boxes = await boxesIn(file, meta.offset + 4, meta.end);
  const box = (type: string) => boxes.find((candidate) => candidate.type === type);
  const [info, locations] = [box("iinf"), box("iloc")];
  if (info === undefined || locations === undefined) return [];
  const itemId = await findXmpItem(file, info);
  if (itemId === null) return [];
  const content = await readBox(file, locations);
  const place = findExtents(content, itemId);
  if (place === null) return [];
  const base = place.isInItemData ? (box("idat")?.offset ?? 0) : 0;
  const total = place.extents.reduce((sum, { length }) => sum + length, 0);
  if (total > maximumXmpBytes) throw new XmpError("it is larger than 16 MB");
  const parts = await Promise.all(
    place.extents.map(async ({ offset, length }) => await file.read(base + offset, length)),
  );
  return [Buffer.concat(parts)];
}

async function boxesIn(file: RandomAccess, start: number, end: number): Promise<Box[]> {
  const boxes: Box[] = [];
  let offset = start;
  while (boxes.length < mostParts && offset + 8 <= end) {
    const header = await file.read(offset, 16);
    if (header.length < 8) break;
    const short = header.readUInt32BE(0);
    const isLong = short === 1 && header.length === 16;
    const length = isLong ? Number(header.readBigUInt64BE(8)) : short === 0 ? end - offset : short;
    if (length < 8) break;
    const type = header.toString("latin1", 4, 8);
    boxes.push({ type, offset: offset + (isLong ? 16 : 8), end: Math.min(end, offset + length) });
    offset += length;
  }
  return boxes;
}

async function readBox(file: RandomAccess, { offset, end }: Box): Promise<Buffer> {
  if (end - offset > maximumListBytes) throw new XmpError("the list of what is in the file is too long");
  return await file.read(offset, end - offset);
}

async function findXmpItem(file: RandomAccess, info: Box): Promise<number | null> {
  const version = (await file.read(info.offset, 1))[0] ?? 0;
  for (const entry of await boxesIn(file, info.offset + (version === 0 ? 6 : 8), info.end)) {
    const content = await file.read(entry.offset, Math.min(entry.end - entry.offset, 1_024));
    const entryVersion = content[0] ?? 0;
    if (entry.type !== "infe" || entryVersion < 2) continue;
    const idBytes = entryVersion === 2 ? 2 : 4;
    const typeAt = 4 + idBytes + 2;
    if (content.toString("latin1", typeAt, typeAt + 4) !== "mime") continue;
    const [, contentType] = content.toString("latin1", typeAt + 4).split("\0");
    if (contentType === "application/rdf+xml") return content.readUIntBE(4, idBytes);
  }
  return null;
}

interface ItemPlace {
  readonly isInItemData: boolean;
  readonly extents: readonly { readonly offset: number; readonly length: number }[];
}

/** Reads the box iloc (ISO/IEC 14496-12, section 8.11.3), whose numbers have the lengths that its head says. */
function findExtents(content: Buffer, wantedId: number): ItemPlace | null {
  let at = 6;
  const number = (bytes: number): number => {
    const value =
      bytes === 0 ? 0 : bytes === 8 ? Number(content.readBigUInt64BE(at)) : content.readUIntBE(at, bytes);
    at += bytes;
    return value;
  };
  try {
    const version = content[0] ?? 0;
    const [sizes = 0, baseSizes = 0] = [content[4], content[5]];
    const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 4, sizes & 15, baseSizes >> 4];
    const indexBytes = version > 0 ? baseSizes & 15 : 0;
    for (let left = number(version < 2 ? 2 : 4); left > 0; left -= 1) {
      const id = number(version < 2 ? 2 : 4);
      const method = version > 0 ? number(2) & 15 : 0;
      at += 2;
      const base = number(baseBytes);
      const count = number(2);
      if (id !== wantedId || method > 1) {
        // Not one by one: their numbers may have no bytes at all.
        at += count * (indexBytes + offsetBytes + lengthBytes);
        continue;
      }
      const extents = Array.from({ length: count }, () => {
        at += indexBytes;
        return { offset: base + number(offsetBytes), length: number(lengthBytes) };
      });
      return { isInItemData: method === 1, extents };
    }
    return null;
  } catch (error) {
    throw new XmpError("where it lies in the file is not said rightly", { cause: error });
  }
}
