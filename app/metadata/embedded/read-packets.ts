import { open } from "node:fs/promises";
import { hasRawExtension, sniffFormat, type PhotoFormat } from "../../photo/format.ts";
import { readPngPackets, readTiffPackets, readWebpPackets } from "./chunks.ts";
import { readIsoMediaPackets } from "./iso-media.ts";
import { readJpegPackets } from "./jpeg.ts";
import { accessTo, type RandomAccess } from "./random-access.ts";

/** The formats into which Familiar can look, and ExifTool can write. */
export type PacketFormat = Exclude<PhotoFormat, "gif" | "raw">;

const readers: Readonly<Record<PacketFormat, (file: RandomAccess) => Promise<Buffer[]>>> = {
  jpeg: readJpegPackets,
  png: readPngPackets,
  webp: readWebpPackets,
  tiff: readTiffPackets,
  heic: readIsoMediaPackets,
  avif: readIsoMediaPackets,
};

/** What is embedded in a photo's file. */
export interface EmbeddedPackets {
  readonly format: PacketFormat;
  /** The bytes of the XMP, none when there is no XMP; a JPEG may have an extended one behind the first. */
  readonly packets: readonly Buffer[];
}

/**
 * Reads the XMP that is embedded in a photo, and nothing else of it: some kilobytes of a file of any size. Null for
 * formats that Familiar does not look into. Rejects with XmpError for XMP that cannot be, and errors of the file system.
 */
export async function readEmbeddedPackets(path: string): Promise<EmbeddedPackets | null> {
  const handle = await open(path);
  try {
    const file = await accessTo(handle);
    const format = sniffFormat(await file.read(0, 256));
    // A raw file is a negative: names go beside it, never into it. Its directories may lie further back.
    if (format === undefined || format === "gif" || format === "raw" || hasRawExtension(path)) return null;
    return { format, packets: await readers[format](file) };
  } finally {
    await handle.close();
  }
}
