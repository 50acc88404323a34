import path from "node:path";
import { readEmbeddedPackets } from "./embedded/read-packets.ts";
import { readSmallFile, reasonOf, sidecarsOf, type FolderMetadata } from "./folder-metadata.ts";
import { readDocument } from "./formats/read-document.ts";
import type { MetadataProblem } from "./import-plan.ts";
import { picasaRegions } from "./picasa/parse-ini.ts";
import type { SourcedRegion } from "./place-regions.ts";
import type { RegionPlace } from "./region.ts";
import { decodeText } from "./xmp/decode-text.ts";
import { parseXmp } from "./xmp/xmp-document.ts";

/** Who is in a photo by all metadata of it. */
export interface PhotoRegions {
  /** Of a sidecar first, then what is embedded, then Picasa's: as these programs believe them. */
  readonly regions: readonly SourcedRegion[];
  readonly problems: readonly MetadataProblem[];
}

/**
 * Reads the names of people from the sidecars of a photo, from its file, and from Picasa's file of its folder.
 * `stored` = pixels of the stored picture, null when not known. Never rejects: what cannot be read is a problem.
 */
export async function readPhotoRegions(
  photoPath: string,
  folder: FolderMetadata,
  stored: { readonly width: number; readonly height: number } | null,
  picasaNameOf: (contactId: string) => string | undefined,
): Promise<PhotoRegions> {
  const regions: SourcedRegion[] = [];
  const problems: MetadataProblem[] = [];
  const read = async (file: string, place: RegionPlace, packets: () => Promise<readonly Buffer[]>) => {
    try {
      for (const packet of await packets()) {
        const found = readDocument(parseXmp(decodeText(packet).text), stored);
        regions.push(...found.map((region) => ({ ...region, place, path: file })));
      }
    } catch (error) {
      problems.push({ path: file, reason: reasonOf(error) });
    }
  };
  for (const sidecar of sidecarsOf(photoPath, folder)) {
    await read(sidecar, "sidecar", async () => [await readSmallFile(sidecar)]);
  }
  await read(photoPath, "embedded", async () => (await readEmbeddedPackets(photoPath))?.packets ?? []);
  const { picasa } = folder;
  const faces = picasa?.faces.get(path.basename(photoPath).toLowerCase());
  if (picasa !== null && faces !== undefined) {
    const found = picasaRegions(faces, picasaNameOf);
    regions.push(...found.map((region) => ({ ...region, place: "picasa.ini" as const, path: picasa.path })));
  }
  return { regions, problems };
}
