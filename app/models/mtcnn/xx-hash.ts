const primes = [2654435761, 2246822519, 3266489917, 668265263, 374761393] as const;

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function round(lane: number, word: number): number {
  return Math.imul(rotate((lane + Math.imul(word, primes[1])) | 0, 13), primes[0]);
}

/** The 32-bit xxHash of bytes with the seed 0, which LZ4 frames are checked with (Collet, xxHash fast digest algorithm). */
export function xxHash32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash: number = primes[4];
  if (bytes.length >= 16) {
    let [a, b, c, d] = [primes[0] + primes[1], primes[1], 0, -primes[0]].map((lane) => lane | 0) as [
      number,
      number,
      number,
      number,
    ];
    for (; at + 16 <= bytes.length; at += 16) {
      a = round(a, view.getUint32(at, true));
      b = round(b, view.getUint32(at + 4, true));
      c = round(c, view.getUint32(at + 8, true));
      d = round(d, view.getUint32(at + 12, true));
    }
    hash = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
  }
  hash = (hash + bytes.length) | 0;
  for (; at + 4 <= bytes.length; at += 4) {
    hash = Math.imul(rotate((hash + Math.imul(view.getUint32(at, true), primes[2])) | 0, 17), primes[3]);
  }
  for (; at < bytes.length; at++) {
    hash = Math.imul(rotate((hash + Math.imul(view.getUint8(at), primes[4])) | 0, 11), primes[0]);
  }
  hash = Math.imul(hash ^ (hash >>> 15), primes[1]);
  hash = Math.imul(hash ^ (hash >>> 13), primes[2]);
  return (hash ^ (hash >>> 16)) >>> 0;
}
