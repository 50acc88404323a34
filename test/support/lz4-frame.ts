import { xxHash32 } from "../../app/models/mtcnn/xx-hash.ts";

/** A block as it is, or as the sequences of a compressed one. */
export type Lz4Block = { readonly stored: Uint8Array } | { readonly sequences: Uint8Array };

function numberBytes(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
}

/** An LZ4 frame without checksums, of linked blocks of 64 KiB at most, as joblib writes them. */
export function lz4FrameOf(blocks: readonly Lz4Block[]): Uint8Array {
  const descriptor = [0x40, 0x40];
  const check = (xxHash32(Uint8Array.from(descriptor)) >> 8) & 255;
  const content = blocks.flatMap((block) =>
    "stored" in block
      ? [...numberBytes(block.stored.length | 0x80000000), ...block.stored]
      : [...numberBytes(block.sequences.length), ...block.sequences],
  );
  return Uint8Array.from([0x04, 0x22, 0x4d, 0x18, ...descriptor, check, ...content, 0, 0, 0, 0]);
}

/** Bytes in a frame of blocks that are not compressed. */
export function lz4FrameOfBytes(bytes: Uint8Array): Uint8Array {
  const blocks: Lz4Block[] = [];
  for (let at = 0; at < bytes.length; at += 2 ** 16)
    blocks.push({ stored: bytes.subarray(at, at + 2 ** 16) });
  return lz4FrameOf(blocks);
}
