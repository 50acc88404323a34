import { endianness } from "node:os";

const isLittleEndian = endianness() === "LE";

/** The numbers as little-endian float32, four bytes each, whatever the machine's own order. */
export function toFloat32Blob(values: Float32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return isLittleEndian ? bytes : Buffer.from(bytes).swap32();
}

/** The reverse of `toFloat32Blob`; always a copy of its own. */
export function fromFloat32Blob(blob: Uint8Array): Float32Array {
  const bytes = Uint8Array.from(blob);
  if (!isLittleEndian) Buffer.from(bytes.buffer).swap32();
  return new Float32Array(bytes.buffer);
}
