import { createHash } from "node:crypto";
import { z } from "zod";

const header = z.strictObject({
  delta: z.literal(1),
  former: z.string().regex(/^[0-9a-f]{64}$/),
  /** Copies of [from, length] of the later file, and pieces of [length] that follow behind the header. */
  pieces: z.array(z.union([z.tuple([z.int(), z.int()]), z.tuple([z.int()])])),
});

/** A later file, a part of which a delta needs, is another one by now; or the delta is damaged. */
export class DeltaError extends Error {
  override readonly name = "DeltaError";
}

/** Bytes compared at once. Metadata moves the picture as a whole, so large blocks find it. */
const blockBytes = 1_024;

/**
 * What it takes to make a former file of a later one: the picture is in both and is only pointed to, so a delta of two
 * photos that differ in metadata has some kilobytes.
 */
export function makeDelta(former: Buffer, later: Buffer): Buffer {
  const blocks = indexBlocks(later);
  const pieces: ([number, number] | [number])[] = [];
  const kept: Buffer[] = [];
  let keptFrom = 0;
  const keep = (end: number) => {
    if (end <= keptFrom) return;
    pieces.push([end - keptFrom]);
    kept.push(former.subarray(keptFrom, end));
  };
  for (let at = 0; at + blockBytes <= former.length;) {
    const from = findBlock(blocks, former, at, later);
    if (from === null) {
      at += 1;
      continue;
    }
    // A block begins where blocks of the later file do; what is the same may begin before.
    const before = sameBefore(former, at, later, from, at - keptFrom);
    const length = before + sameFrom(former, at, later, from);
    keep(at - before);
    pieces.push([from - before, length]);
    at = at - before + length;
    keptFrom = at;
  }
  keep(former.length);
  const head = { delta: 1, former: createHash("sha256").update(former).digest("hex"), pieces };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...kept]);
}

/** Makes the former file. Throws DeltaError unless it is the former one, bit for bit. */
export function applyDelta(delta: Buffer, later: Buffer): Buffer {
  const headEnd = delta.indexOf(0x0a);
  const { former, pieces } = parseHead(delta.toString("utf8", 0, headEnd));
  let at = headEnd + 1;
  const parts = pieces.map((piece) => {
    const [first, length] = piece;
    if (length !== undefined) return later.subarray(first, first + length);
    at += first;
    return delta.subarray(at - first, at);
  });
  const whole = Buffer.concat(parts);
  if (createHash("sha256").update(whole).digest("hex") !== former) {
    throw new DeltaError("What was kept of the former file does not fit to the file that is there now.");
  }
  return whole;
}

function parseHead(text: string): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(text));
  } catch (error) {
    throw new DeltaError("What was kept of the former file is damaged.", { cause: error });
  }
}

/** Offsets of the blocks of a file by the key of their first bytes. */
function indexBlocks(later: Buffer): Map<number, number[]> {
  const blocks = new Map<number, number[]>();
  for (let offset = 0; offset + blockBytes <= later.length; offset += blockBytes) {
    const key = keyAt(later, offset);
    const same = blocks.get(key);
    // Pictures of one colour have thousands of equal blocks: a few of them will do.
    if (same === undefined) blocks.set(key, [offset]);
    else if (same.length < 4) same.push(offset);
  }
  return blocks;
}

function keyAt(bytes: Buffer, at: number): number {
  return (
    bytes.readInt32LE(at) ^ Math.imul(bytes.readInt32LE(at + 500), 0x9e3779b1) ^ bytes.readInt32LE(at + 1_020)
  );
}

function findBlock(blocks: Map<number, number[]>, former: Buffer, at: number, later: Buffer): number | null {
  for (const from of blocks.get(keyAt(former, at)) ?? []) {
    if (former.compare(later, from, from + blockBytes, at, at + blockBytes) === 0) return from;
  }
  return null;
}

function sameFrom(former: Buffer, at: number, later: Buffer, from: number): number {
  const most = Math.min(former.length - at, later.length - from);
  let length = 0;
  while (length + 65_536 <= most) {
    const end = length + 65_536;
    if (former.compare(later, from + length, from + end, at + length, at + end) !== 0) break;
    length = end;
  }
  while (length < most && former[at + length] === later[from + length]) length += 1;
  return length;
}

function sameBefore(former: Buffer, at: number, later: Buffer, from: number, most: number): number {
  let length = 0;
  while (length < most && from > length && former[at - length - 1] === later[from - length - 1]) length += 1;
  return length;
}
