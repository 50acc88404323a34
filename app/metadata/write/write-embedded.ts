import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { readEmbeddedPackets } from "../embedded/read-packets.ts";
import { MetadataError } from "../errors.ts";
import type { Exiftool } from "./exiftool.ts";
import { temporaryBeside } from "./replace-file.ts";

/** A segment of JPEG has 65,533 bytes, of which the name of XMP takes 29 (XMP specification part 3, section 1.1.3). */
const mostBytesInJpeg = 65_502;

/**
 * Makes a copy of a photo beside it that has this XMP (null = none) and is the same otherwise, and looks whether it is.
 * Returns the path of the copy, which the caller puts in place or removes.
 * Rejects with MetadataError, ExiftoolError, and errors of the file system.
 */
export async function writeEmbedded(
  exiftool: Exiftool,
  photoPath: string,
  packet: Buffer | null,
  format: string,
): Promise<string> {
  if (format === "jpeg" && packet !== null && packet.length > mostBytesInJpeg) {
    throw new MetadataError(
      photoPath,
      `The metadata of ${photoPath} does not fit into a JPEG, which has room for 64 KB. Write a sidecar instead.`,
    );
  }
  const temporary = temporaryBeside(photoPath);
  const folder = await mkdtemp(path.join(tmpdir(), "familiar-xmp-"));
  try {
    await copyFile(photoPath, temporary);
    const packetFile = path.join(folder, "packet.xmp");
    if (packet !== null) await writeFile(packetFile, packet);
    const change = packet === null ? "-XMP:all=" : `-XMP<=${packetFile}`;
    // Two commands of one run: starting it takes longer than either.
    const output = await exiftool.run([
      ...[...quietly, "-overwrite_original", change, temporary, "-execute"],
      ...[...readingAllTags, photoPath, temporary],
    ]);
    await refuseIfOtherwise(output, photoPath, temporary, packet);
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const quietly = ["-q", "-q", "-m", "-charset", "filename=utf8"];

/** `output` = the tags of the file and of its copy. */
async function refuseIfOtherwise(
  output: string,
  photoPath: string,
  temporary: string,
  packet: Buffer | null,
): Promise<void> {
  const [written] = (await readEmbeddedPackets(temporary))?.packets ?? [];
  const isThere =
    packet === null ? written === undefined : written !== undefined && isSamePacket(written, packet);
  if (!isThere) throw notAsAsked(photoPath, "the names are not in it as they should be");
  const [before, after] = parseTags(output);
  const changed = Object.keys({ ...before, ...after }).find(
    (tag) => JSON.stringify(before?.[tag]) !== JSON.stringify(after?.[tag]),
  );
  if (changed !== undefined) throw notAsAsked(photoPath, `its ${changed} would not be as before`);
}

/** ExifTool marks the XMP of a PNG as one that must not be changed in place ("r"), as XMP asks for it. */
function isSamePacket(a: Buffer, b: Buffer): boolean {
  const text = (packet: Buffer) => packet.toString("latin1").replace(/(<\?xpacket end=["'])[rw]/, "$1");
  return text(a) === text(b);
}

function notAsAsked(photoPath: string, what: string): MetadataError {
  return new MetadataError(
    photoPath,
    `${photoPath} was left as it is: after writing, ${what}. Write a sidecar instead.`,
  );
}

type Tags = Readonly<Record<string, unknown>>;

/** Every tag but those of XMP and of the file system, and a digest of the picture's own data. */
const readingAllTags = [
  ...[
    "-json",
    "-G1:4",
    "-a",
    "-u",
    "-n",
    "-b",
    "-charset",
    "filename=utf8",
    "-api",
    "requesttags=imagedatahash",
  ],
  ...["-all:all", "--XMP:all", "--System:all", "--ExifTool:all", "--Composite:all"],
];

function parseTags(output: string): Tags[] {
  const rows = z.array(z.record(z.string(), z.unknown())).length(2).parse(JSON.parse(output));
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([tag]) => !isMoved(tag))));
}

/**
 * Where things lie in the file, how long it is, and that it has XMP (WebP says so at its beginning). The media data of
 * a HEIC hold the XMP beside the picture, whose own digest is compared.
 */
function isMoved(tag: string): boolean {
  return (
    tag === "SourceFile" ||
    /(?:Offsets?|Start|Position|Pointer|FileSize|MediaDataSize|MediaData|WebP_Flags|WebPFlags)$/.test(tag)
  );
}
