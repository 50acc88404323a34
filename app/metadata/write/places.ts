import { readdir } from "node:fs/promises";
import path from "node:path";
import { filesOfPhoto } from "../../db/files.ts";
import { writtenMetadataOf, type MetadataTarget } from "../../db/metadata-writes.ts";
import type { Database } from "../../db/open.ts";
import { findPhoto, type Photo } from "../../db/photos.ts";

/** Where the names of a photo go. */
export interface WritePlace {
  readonly photo: Photo;
  readonly target: MetadataTarget;
  /** The photo's file, or the sidecar. */
  readonly path: string;
}

/** Where the names of a photo go, for each of its files that is there; what Familiar wrote before is brought up to date too. */
export async function placesOf(
  db: Database,
  photoId: number,
  into: MetadataTarget | "as-before",
): Promise<WritePlace[]> {
  const photo = findPhoto(db, photoId);
  if (photo === undefined) return [];
  const known = writtenMetadataOf(db, photoId);
  const present = filesOfPhoto(db, photoId).filter(({ missingSinceMs }) => missingSinceMs === null);
  const places: WritePlace[] = [];
  // Names are never written into a raw file: the picture beside it takes them.
  const isTaken = (rawPhotoId: number | null) =>
    into === "file" && rawPhotoId !== null && present.some((file) => file.rawPhotoId === null);
  for (const file of present) {
    if (isTaken(file.rawPhotoId)) continue;
    // Not photo.xmp, which may be that of another photo beside it: photo.cr2, photo.png.
    const sidecar = `${file.path}.xmp`;
    const wanted = into === "file" ? file.path : into === "sidecar" ? await spelledAs(sidecar) : null;
    if (wanted !== null && into !== "as-before") places.push({ photo, target: into, path: wanted });
    // What Familiar wrote elsewhere must not go on saying something else.
    const own = known.filter(
      (each) => each.path !== wanted && (each.path === file.path || each.path === sidecar),
    );
    places.push(...own.map(({ target, path }) => ({ photo, target, path })));
  }
  return places;
}

/** A sidecar that is there under a name that differs in case only is the one. */
async function spelledAs(sidecar: string): Promise<string> {
  const folder = path.dirname(sidecar);
  const names = await readdir(folder).catch((): string[] => []);
  const wanted = path.basename(sidecar);
  const there = names.includes(wanted)
    ? wanted
    : names.find(
        (name) => name.toLowerCase() === wanted.toLowerCase() && name.startsWith(wanted.slice(0, -4)),
      );
  return path.join(folder, there ?? wanted);
}
