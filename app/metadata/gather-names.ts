import path from "node:path";
import type { Database } from "../db/open.ts";
import { presentPhotoFiles, type PhotoFileFacts } from "../db/photo-files.ts";
import { allRoots } from "../db/roots.ts";
import { mapInParallel } from "../library/map-in-parallel.ts";
import { isInside } from "../library/paths.ts";
import { readFolderMetadata, type FolderMetadata } from "./folder-metadata.ts";
import { ownNames } from "./own-names.ts";
import type { MetadataProblem } from "./import-plan.ts";
import { storedSize, type Picture } from "./orientation.ts";
import { readContacts, usualContactFiles } from "./picasa/find-contacts.ts";
import type { SourcedRegion } from "./place-regions.ts";
import type { GatheredNames, PhotoNames } from "./plan-import.ts";
import { readPhotoRegions } from "./read-photo-regions.ts";
import type { RegionKind } from "./region.ts";

/** Whose metadata to read. */
export interface GatherOptions {
  /** Only photos in or below these folders, or these very files; absolute. Default: the whole library. */
  readonly within?: readonly string[];
  /** Only names in these formats. Default: all. */
  readonly kinds?: ReadonlySet<RegionKind>;
  /** Picasa's contacts.xml, where it is not in one of its usual places. */
  readonly contactFiles?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Waiting for the drive at once. Node has four threads for it. */
const parallelPhotos = 8;

/**
 * Reads who is in the photos of a library by their metadata: sidecars, files, Picasa. Changes nothing. What cannot be
 * read is among the problems. Rejects with the reason of the signal only.
 */
export async function gatherNames(db: Database, options: GatherOptions = {}): Promise<GatheredNames> {
  const { within, kinds, signal } = options;
  const files = presentPhotoFiles(db).filter(
    (file) => within === undefined || within.some((place) => isInside(place, file.path)),
  );
  const folders = await readFolders(files, signal);
  const contacts = await contactsOf(db, folders, options.contactFiles ?? []);
  const problems: MetadataProblem[] = [
    ...contacts.problems,
    ...[...folders.values()].flatMap((folder) => folder.problems),
  ];
  const isOwn = ownNames(db);
  let done = 0;
  const found = await mapInParallel(files, parallelPhotos, async (file) => {
    signal?.throwIfAborted();
    const folder = folders.get(path.dirname(file.path)) ?? {
      sidecars: new Map(),
      picasa: null,
      problems: [],
    };
    const picture = pictureOf(file);
    const read = await readPhotoRegions(file.path, folder, picture && storedSize(picture), (id) =>
      contacts.names.get(id),
    );
    done += 1;
    options.onProgress?.(done, files.length);
    problems.push(...read.problems);
    const regions = read.regions.filter((region) => (kinds?.has(region.kind) ?? true) && !isOwn(region));
    return { photoId: file.photoId, path: file.path, picture, regions };
  });
  return {
    photos: joinCopies(found),
    photosRead: new Set(files.map(({ photoId }) => photoId)).size,
    problems,
  };
}

async function readFolders(
  files: readonly PhotoFileFacts[],
  signal: AbortSignal | undefined,
): Promise<Map<string, FolderMetadata>> {
  const paths = [...new Set(files.map((file) => path.dirname(file.path)))];
  const read = await mapInParallel(paths, parallelPhotos, async (folder) => {
    signal?.throwIfAborted();
    return [folder, await readFolderMetadata(folder)] as const;
  });
  return new Map(read);
}

/** Picasa numbers its people for all folders at once: a name may stand in the file of another folder. */
async function contactsOf(
  db: Database,
  folders: ReadonlyMap<string, FolderMetadata>,
  named: readonly string[],
): Promise<{ readonly names: Map<string, string>; readonly problems: readonly MetadataProblem[] }> {
  const ofFolders = [...folders.values()].flatMap(({ picasa }) => [...(picasa?.contacts ?? [])]);
  const hasPicasa = [...folders.values()].some(({ picasa }) => picasa !== null);
  if (!hasPicasa && named.length === 0) return { names: new Map(), problems: [] };
  const usual = usualContactFiles(allRoots(db).map((root) => root.path));
  const read = await readContacts([
    ...usual.map((file) => ({ path: file, isNamed: false })),
    ...named.map((file) => ({ path: file, isNamed: true })),
  ]);
  return { names: new Map([...ofFolders, ...read.names]), problems: read.problems };
}

function pictureOf({ width, height, orientation }: PhotoFileFacts): Picture | null {
  return width === null || height === null ? null : { width, height, orientation: orientation ?? 1 };
}

/** A photo that lies in several places has the names of all of them. Photos without names are left out. */
function joinCopies(found: readonly PhotoNames[]): PhotoNames[] {
  const photos = new Map<number, PhotoNames>();
  for (const photo of found) {
    if (photo.regions.length === 0) continue;
    const before = photos.get(photo.photoId);
    const regions: readonly SourcedRegion[] = [...(before?.regions ?? []), ...photo.regions];
    photos.set(photo.photoId, { ...(before ?? photo), regions });
  }
  return [...photos.values()];
}
