/** A QuickTime movie without pictures, with the identifier of a Live Photo in its metadata; null = with none. */
export function liveMovie(identifier: string | null, { isMetaFirst = false } = {}): Buffer {
  const name = Buffer.from("com.apple.quicktime.content.identifier", "latin1");
  const other = Buffer.from("com.apple.quicktime.make", "latin1");
  const key = (text: Buffer) => Buffer.concat([uint32(8 + text.length), Buffer.from("mdta"), text]);
  const keys = box("keys", Buffer.concat([uint32(0), uint32(2), key(other), key(name)]));
  const item = (number: number, text: string) => {
    const data = box("data", Buffer.concat([uint32(1), uint32(0), Buffer.from(text)]));
    return Buffer.concat([uint32(8 + data.length), uint32(number), data]);
  };
  const list = box(
    "ilst",
    Buffer.concat([item(1, "Apple"), ...(identifier === null ? [] : [item(2, identifier)])]),
  );
  const handler = box("hdlr", Buffer.concat([Buffer.alloc(8), Buffer.from("mdta"), Buffer.alloc(13)]));
  const movie = box(
    "moov",
    Buffer.concat([box("mvhd", Buffer.alloc(100)), box("meta", Buffer.concat([handler, keys, list]))]),
  );
  const pictures = box("mdat", Buffer.alloc(10_000, 7));
  return Buffer.concat([
    box("ftyp", Buffer.from("qt  \0\0\0\0qt  ", "latin1")),
    ...(isMetaFirst ? [movie, pictures] : [pictures, movie]),
  ]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function box(type: string, content: Buffer): Buffer {
  return Buffer.concat([uint32(8 + content.length), Buffer.from(type, "latin1"), content]);
}
