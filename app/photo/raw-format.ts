/** The TIFF tags that tell a camera's raw file from a picture (TIFF/EP, and the DNG specification 1.7). */
const tag = { photometric: 262, subDirectories: 330, dngVersion: 50706 } as const;

/** Colour filter array, and linear raw: pixels of a sensor, not of a picture. */
const rawPhotometrics = new Set([32803, 34892]);

/** No camera writes more. The bounds keep directories that lead to each other harmless. */
const mostDirectories = 32;
const mostEntries = 1_000;

/**
 * Is this a camera's raw file? CR2, NEF, ARW and DNG are TIFFs, told by their directories; ORF and RW2 nearly are; CR3 is an
 * ISO media file with a brand of its own; RAF has its own head.
 */
export function isRaw(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString("latin1");
  if (head.startsWith("FUJIFILMCCD-RAW") || head.slice(4, 12) === "ftypcrx ") return true;
  if (/^(IIRO|IIRS|MMOR|IIU\0)/.test(head) || /^II\*\0....CR/s.test(head)) return true;
  return (
    /^(II\*\0|MM\0\*)/.test(head) &&
    hasRawDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  );
}

function hasRawDirectory(bytes: Buffer): boolean {
  const isLittleEndian = bytes[0] === 0x49;
  const uint16 = (at: number) => (isLittleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const uint32 = (at: number) => (isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const waiting = bytes.length >= 8 ? [uint32(4)] : [];
  const seen = new Set<number>();
  for (let at = waiting.shift(); at !== undefined && seen.size < mostDirectories; at = waiting.shift()) {
    if (at === 0 || seen.has(at) || at + 2 > bytes.length) continue;
    seen.add(at);
    const entries = Math.min(uint16(at), mostEntries);
    const end = at + 2 + entries * 12;
    if (end > bytes.length) continue;
    for (let entry = at + 2; entry < end; entry += 12) {
      const [name, count] = [uint16(entry), uint32(entry + 4)];
      if (name === tag.dngVersion) return true;
      if (name === tag.photometric && rawPhotometrics.has(uint16(entry + 8))) return true;
      if (name !== tag.subDirectories) continue;
      const place = count === 1 ? entry + 8 : uint32(entry + 8);
      for (let n = 0; n < Math.min(count, mostDirectories) && place + 4 * n + 4 <= bytes.length; n++)
        waiting.push(uint32(place + 4 * n));
    }
    if (end + 4 <= bytes.length) waiting.push(uint32(end));
  }
  return false;
}
