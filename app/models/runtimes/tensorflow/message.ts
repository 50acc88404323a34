import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

export type Fields = Readonly<Record<number, (reader: BinaryReader, wireType: WireType) => void>>;

/** Hands each field of a message to its reader and passes over the others. Throws when the bytes are no message. */
export function readMessage(bytes: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const read = fields[field];
    if (read === undefined) reader.skip(wireType, field);
    else read(reader, wireType);
  }
  if (reader.pos > reader.len) throw new RangeError("A field ends behind its message");
}

export function readText(reader: BinaryReader): string {
  return new TextDecoder().decode(reader.bytes());
}

/** A repeated number, packed or one by one. */
export function readRepeated(
  reader: BinaryReader,
  wireType: WireType,
  into: number[],
  one: (reader: BinaryReader) => number,
): void {
  if (wireType !== WireType.LengthDelimited) {
    into.push(one(reader));
    return;
  }
  const packed = new BinaryReader(reader.bytes());
  while (packed.pos < packed.len) into.push(one(packed));
}

export const integer = (reader: BinaryReader): number => Number(reader.int64());
export const float = (reader: BinaryReader): number => reader.float();
export const double = (reader: BinaryReader): number => reader.double();
