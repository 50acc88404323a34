import { UnusableWeightsError } from "../keras/unusable-weights.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { xxHash32 } from "./xx-hash.ts";

// Own code: npm's decoders of this format are native, or have had no release for years.

/** What a frame begins with. */
const frameMagic = 0x184d2204;

/** Most bytes of a block, by its number in the header. */
const blockBytes: Readonly<Record<number, number>> = { 4: 2 ** 16, 5: 2 ** 18, 6: 2 ** 20, 7: 2 ** 22 };

/** Matches are at least this long, so that the format counts from it. */
const shortestMatch = 4;

interface FrameHeader {
  readonly largestBlock: number;
  readonly hasBlockChecksums: boolean;
  readonly hasContentChecksum: boolean;
  /** null = not said. */
  readonly contentBytes: number | null;
}

const damaged = (what: string): UnusableWeightsError =>
  new UnusableWeightsError(`its LZ4 frame is damaged (${what}).`);

function requireChecksum(bytes: Uint8Array, written: number, what: string): void {
  if (xxHash32(bytes) !== written) throw damaged(`the checksum of its ${what} is wrong`);
}

/** LZ4 Frame Format 1.6: flags, block size, perhaps the size of the content, and a byte to check them by. */
function readHeader(cursor: ByteCursor, bytes: Uint8Array): FrameHeader {
  if (cursor.unsigned32() !== frameMagic) throw new UnusableWeightsError("it is no LZ4 frame.");
  const start = cursor.position;
  const flags = cursor.unsigned8();
  const largestBlock = blockBytes[(cursor.unsigned8() >> 4) & 7];
  const has = (bit: number): boolean => (flags >> bit) % 2 === 1;
  if (flags >> 6 !== 1 || largestBlock === undefined || has(1)) {
    throw new UnusableWeightsError("it is an LZ4 frame of another version.");
  }
  if (has(0)) throw new UnusableWeightsError("it is an LZ4 frame that needs a dictionary.");
  const contentBytes = has(3) ? cursor.unsigned32() + cursor.unsigned32() * 2 ** 32 : null;
  const hash = xxHash32(bytes.subarray(start, cursor.position));
  if (cursor.unsigned8() !== ((hash >> 8) & 0xff)) throw damaged("the checksum of its header is wrong");
  return { largestBlock, hasBlockChecksums: has(4), hasContentChecksum: has(2), contentBytes };
}

/** What was decoded so far; blocks may refer to those before them. */
class Output {
  #bytes = new Uint8Array(2 ** 16);
  #length = 0;
  readonly #maximumBytes: number;

  constructor(maximumBytes: number) {
    this.#maximumBytes = maximumBytes;
  }

  get length(): number {
    return this.#length;
  }

  get content(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Repeats what lies `offset` bytes back; it may run into what it writes itself. */
  repeat(offset: number, count: number): void {
    if (offset === 0 || offset > this.#length) throw damaged("it refers to what was before it");
    this.#reserve(count);
    const bytes = this.#bytes;
    for (let end = this.#length + count; this.#length < end; this.#length++) {
      bytes[this.#length] = bytes[this.#length - offset] ?? 0;
    }
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed > this.#maximumBytes) {
      throw new UnusableWeightsError(
        `it holds more than the ${this.#maximumBytes} bytes that weights may have.`,
      );
    }
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.min(this.#maximumBytes, Math.max(needed, this.#bytes.length * 2)));
    larger.set(this.content);
    this.#bytes = larger;
  }
}

/** A length of 15 goes on in the next bytes, until one is not 255. */
function readLength(cursor: ByteCursor, nibble: number): number {
  let length = nibble;
  for (let more = nibble === 15 ? 255 : 0; more === 255; length += more) more = cursor.unsigned8();
  return length;
}

function decodeBlock(block: Uint8Array, output: Output): void {
  const cursor = new ByteCursor(block);
  while (!cursor.isAtEnd()) {
    const token = cursor.unsigned8();
    output.append(cursor.take(readLength(cursor, token >> 4)));
    // The last sequence has no match.
    if (cursor.isAtEnd()) return;
    const offset = cursor.unsigned16();
    output.repeat(offset, readLength(cursor, token & 15) + shortestMatch);
  }
  throw damaged("a block ends within a sequence");
}

/**
 * Decodes one LZ4 frame, the whole of `bytes`; more than `maximumBytes` are not decoded.
 * @throws UnusableWeightsError for anything else
 */
export function decodeLz4Frame(bytes: Uint8Array, maximumBytes: number): Uint8Array {
  const cursor = new ByteCursor(bytes);
  const { largestBlock, hasBlockChecksums, hasContentChecksum, contentBytes } = readHeader(cursor, bytes);
  const output = new Output(maximumBytes);
  for (let size = cursor.unsigned32(); size !== 0; size = cursor.unsigned32()) {
    const isStored = size >= 2 ** 31;
    const block = cursor.take(size % 2 ** 31);
    if (block.length > largestBlock) throw damaged("a block is too large");
    if (hasBlockChecksums) requireChecksum(block, cursor.unsigned32(), "block");
    const before = output.length;
    if (isStored) output.append(block);
    else decodeBlock(block, output);
    if (output.length - before > largestBlock) throw damaged("a block is too large");
  }
  if (hasContentChecksum) requireChecksum(output.content, cursor.unsigned32(), "content");
  if (contentBytes !== null && contentBytes !== output.length)
    throw damaged("its content has another length");
  if (!cursor.isAtEnd()) throw damaged("there is more after its end");
  return output.content;
}
