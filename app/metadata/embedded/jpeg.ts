import { XmpError } from "../errors.ts";
import { maximumXmpBytes } from "../xmp/decode-text.ts";
import { mostParts, type RandomAccess } from "./random-access.ts";

// Adobe, "XMP specification part 3", section 1.1.3: the standard packet, and what does not fit into its 64 KB.
const standardSignature = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const extendedSignature = Buffer.from("http://ns.adobe.com/xmp/extension/\0", "latin1");
const guidBytes = 32;

/** The XMP packet of a JPEG, and behind it the extended one if there is one. */
export async function readJpegPackets(file: RandomAccess): Promise<Buffer[]> {
  let packet: Buffer | null = null;
  const extended = new Map<string, ExtendedPart[]>();
  let offset = 2;
  for (let part = 0; part < mostParts; part += 1) {
    const header = await file.read(offset, 4);
    const marker = header[1];
    if (header.length < 4 || header[0] !== 0xff || marker === undefined || marker === 0xda || marker === 0xd9)
      break;
    // ITU T.81, B.1.1.2: a marker may be preceded by any number of 0xff fill bytes.
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const length = header.readUInt16BE(2);
    if (marker === 0xe1) {
      const content = await file.read(offset + 4, length - 2);
      if (startsWith(content, standardSignature)) packet ??= content.subarray(standardSignature.length);
      else if (startsWith(content, extendedSignature))
        addPart(extended, content.subarray(extendedSignature.length));
    }
    offset += 2 + length;
  }
  if (packet === null) return [];
  const guid = /HasExtendedXMP\s*(?:=\s*["']|>)\s*([0-9A-Fa-f]{32})/.exec(packet.toString("latin1"))?.[1];
  const parts = guid === undefined ? undefined : extended.get(guid.toUpperCase());
  return parts === undefined ? [packet] : [packet, joined(parts)];
}

interface ExtendedPart {
  readonly offset: number;
  readonly totalBytes: number;
  readonly content: Buffer;
}

function addPart(extended: Map<string, ExtendedPart[]>, content: Buffer): void {
  if (content.length < guidBytes + 8) return;
  const guid = content.toString("latin1", 0, guidBytes).toUpperCase();
  const part = {
    totalBytes: content.readUInt32BE(guidBytes),
    offset: content.readUInt32BE(guidBytes + 4),
    content: content.subarray(guidBytes + 8),
  };
  extended.set(guid, [...(extended.get(guid) ?? []), part]);
}

function joined(parts: readonly ExtendedPart[]): Buffer {
  const totalBytes = parts[0]?.totalBytes ?? 0;
  if (totalBytes > maximumXmpBytes) throw new XmpError("its extended part is larger than 16 MB");
  const whole = Buffer.alloc(totalBytes);
  let filled = 0;
  for (const { offset, content } of parts) {
    if (offset + content.length > totalBytes) throw new XmpError("its extended part does not fit together");
    content.copy(whole, offset);
    filled += content.length;
  }
  if (filled < totalBytes) throw new XmpError("a piece of its extended part is missing");
  return whole;
}

function startsWith(content: Buffer, signature: Buffer): boolean {
  return content.subarray(0, signature.length).equals(signature);
}
