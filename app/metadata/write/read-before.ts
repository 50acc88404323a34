import { writtenMetadataAt } from "../../db/metadata-writes.ts";
import type { Database } from "../../db/open.ts";
import { fileContentHash } from "../../db/written-contents.ts";
import { readEmbeddedPackets, type PacketFormat } from "../embedded/read-packets.ts";
import { MetadataError } from "../errors.ts";
import { decodeText, type DecodedText } from "../xmp/decode-text.ts";
import type { WritePlace } from "./places.ts";
import { readState, type ReadState } from "./replace-file.ts";
import { noItems, writtenItemsSchema, type WrittenItems } from "./written-items.ts";

/** A file with the XMP that it has, or that a sidecar is. */
export interface FileBefore {
  readonly state: ReadState | null;
  /** Null = no XMP. */
  readonly xmp: DecodedText | null;
  readonly format: PacketFormat | null;
  readonly items: WrittenItems;
}

/**
 * Reads what is written into. Rejects with MetadataError for a file that is not as the library knows it, or that cannot
 * take names; with XmpError; with errors of the file system.
 */
export async function readBefore(
  db: Database,
  { photo, target, path: place }: WritePlace,
): Promise<FileBefore> {
  // Before gigabytes of it are read.
  if (target === "file" && photo.durationMs !== null) throw noPlaceForNames(place);
  const state = await readState(place);
  const items = itemsAt(db, place);
  if (target === "sidecar") return { state, items, format: null, xmp: state && decodeText(state.bytes) };
  const expected = fileContentHash(db, place) ?? photo.contentHash;
  if (state === null) throw new MetadataError(place, `${place} is no longer there.`);
  if (Buffer.compare(state.hash, expected) !== 0) {
    throw new MetadataError(place, `${place} was changed since Familiar looked at it. Scan, then write.`);
  }
  const embedded = await readEmbeddedPackets(place);
  if (embedded === null) throw noPlaceForNames(place);
  const [packet, ...more] = embedded.packets;
  if (more.length > 0) {
    throw new MetadataError(place, `The metadata of ${place} is larger than 64 KB already. Write a sidecar.`);
  }
  return { state, items, format: embedded.format, xmp: packet === undefined ? null : decodeText(packet) };
}

function noPlaceForNames(place: string): MetadataError {
  return new MetadataError(
    place,
    `Names cannot be written into a file of this format: ${place}. Write a sidecar.`,
  );
}

function itemsAt(db: Database, place: string): WrittenItems {
  const kept = writtenMetadataAt(db, place);
  return kept === undefined ? noItems : writtenItemsSchema.parse(JSON.parse(kept.items));
}
