import { open } from "node:fs/promises";

/** Apple's key of what the still and the movie of a Live Photo have in common (QuickTime File Format, metadata). */
const identifierKey = "com.apple.quicktime.content.identifier";

/** The largest list of metadata that is read: those of phones have some KB. */
const mostMetadataBytes = 4 * 1024 * 1024;
const mostBoxes = 1_000;

/**
 * The identifier of the Live Photo that a movie belongs to, in capital letters; null when it has none or cannot be read.
 * Reads the heads of its parts and its metadata only.
 */
export async function readMovieIdentifier(file: string): Promise<string | null> {
  try {
    const handle = await open(file, "r");
    try {
      const read = async (at: number, length: number) => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      };
      const { size } = await handle.stat();
      const movie = await findBox(read, "moov", 0, size);
      const meta = movie && (await findBox(read, "meta", movie.start, movie.end));
      if (meta === null || meta.end - meta.start > mostMetadataBytes) return null;
      return identifierIn(await read(meta.start, meta.end - meta.start));
    } finally {
      await handle.close();
    }
  } catch {
    // A movie that cannot be read belongs to a still by its name as well.
    return null;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

type Read = (at: number, length: number) => Promise<Buffer>;

async function findBox(read: Read, type: string, start: number, end: number): Promise<Span | null> {
  let at = start;
  for (let boxes = 0; boxes < mostBoxes && at + 8 <= end; boxes++) {
    const head = await read(at, 16);
    const box = head.length < 8 ? null : boxAt(head, 0, end - at);
    if (box === null) return null;
    if (box.type === type) return { start: at + box.start, end: at + box.end };
    at += box.end;
  }
  return null;
}

/** A box, counted from the beginning of `bytes`; null when its length is nonsense. `left` = what there is for it. */
function boxAt(bytes: Buffer, at: number, left: number): (Span & { readonly type: string }) | null {
  const short = bytes.readUInt32BE(at);
  const isLong = short === 1 && at + 16 <= bytes.length;
  const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? left : short;
  const head = isLong ? 16 : 8;
  if (length < head || length > left) return null;
  return { type: bytes.toString("latin1", at + 4, at + 8), start: at + head, end: at + length };
}

function identifierIn(meta: Buffer): string | null {
  // In MP4 the box has a version in front; in QuickTime it has none.
  const first = meta.toString("latin1", 4, 8) === "hdlr" ? 0 : 4;
  const boxes = boxesIn(meta, first, meta.length);
  const [keys, list] = ["keys", "ilst"].map((type) => boxes.find((box) => box.type === type));
  if (keys === undefined || list === undefined) return null;
  const names: string[] = [];
  for (let at = keys.start + 8; at + 8 <= keys.end && names.length < mostBoxes;) {
    const length = meta.readUInt32BE(at);
    if (length < 8) break;
    names.push(meta.toString("utf8", at + 8, Math.min(at + length, keys.end)));
    at += length;
  }
  const number = names.indexOf(identifierKey) + 1;
  // Items of the list are named by the number of their key.
  const item = boxesIn(meta, list.start, list.end).find(
    ({ start }) => number > 0 && meta.readUInt32BE(start - 4) === number,
  );
  const data = item && boxesIn(meta, item.start, item.end).find(({ type }) => type === "data");
  const text =
    data &&
    meta
      .toString("utf8", data.start + 8, data.end)
      .replace(/\0+$/, "")
      .trim();
  return text === undefined || text === "" ? null : text.toUpperCase();
}

function boxesIn(bytes: Buffer, start: number, end: number): (Span & { readonly type: string })[] {
  const boxes: (Span & { readonly type: string })[] = [];
  for (let at = start; at + 8 <= end && boxes.length < mostBoxes;) {
    const box = boxAt(bytes, at, end - at);
    if (box === null) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}
