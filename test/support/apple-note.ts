/** A maker note as iPhones write it: one number, then what a burst and a Live Photo have in common. */
export function appleNote({
  burstId,
  contentId,
  isLittleEndian,
}: {
  readonly burstId: string;
  readonly contentId: string;
  readonly isLittleEndian: boolean;
}): Buffer {
  const texts = [burstId, contentId].map((text) => Buffer.from(`${text}\0`, "latin1"));
  const head = Buffer.from(`Apple iOS\0\0\x01${isLittleEndian ? "II" : "MM"}`, "latin1");
  const directory = Buffer.alloc(2 + 3 * 12 + 4);
  const put = (size: 2 | 4, value: number, at: number) => {
    if (isLittleEndian) directory.writeUIntLE(value, at, size);
    else directory.writeUIntBE(value, at, size);
  };
  put(2, 3, 0);
  const entries = [
    [0x0001, 9, 1, 14],
    [0x000b, 2, texts[0]?.length ?? 0, head.length + directory.length],
    [0x0011, 2, texts[1]?.length ?? 0, head.length + directory.length + (texts[0]?.length ?? 0)],
  ] as const;
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + index * 12;
    put(2, tag, at);
    put(2, type, at + 2);
    put(4, count, at + 4);
    put(4, value, at + 8);
  }
  return Buffer.concat([head, directory, ...texts]);
}
