import type { Database } from "../db/open.ts";
import { findPhoto, type Photo } from "../db/photos.ts";
import { insertRecordedPhoto, photoIdOfHash } from "../db/recorded-photos.ts";
import { allRoots } from "../db/roots.ts";
import { completePhotoSize, filesWithPhoto } from "../db/transfer.ts";
import type { PhotoSize } from "./areas.ts";
import type { TransferPhoto } from "./format.ts";

/** A photo of the file, here. */
export interface MatchedPhoto {
  readonly photoId: number;
  /** 'path': its content differs, as after writing metadata into it, but it is the same file. */
  readonly by: "hash" | "path";
  readonly size: PhotoSize | null;
}

/** Finds photos of a file here. */
export interface PhotoFinder {
  readonly find: (photo: TransferPhoto) => MatchedPhoto | null;
  /** The same, but a photo that is not here is added, known by its hash until a scan finds it. */
  readonly findOrRecord: (photo: TransferPhoto) => MatchedPhoto;
}

interface PathCandidate extends PhotoSize {
  readonly photoId: number;
  readonly takenAt: string | null;
}

/** Finds photos by their content, else by their path in a folder, if size and date are the same too. */
export function createPhotoFinder(db: Database): PhotoFinder {
  let byPath: ReadonlyMap<string, readonly PathCandidate[]> | null = null;
  const findByPath = ({ files, width, height, taken }: TransferPhoto): number | null => {
    byPath ??= photosByRelativePath(db);
    for (const { path, folder } of files) {
      if (folder === undefined) continue;
      const fitting = (byPath.get(path) ?? []).filter(
        (photo) => photo.width === width && photo.height === height && photo.takenAt === (taken ?? null),
      );
      const [only] = fitting;
      if (only !== undefined && new Set(fitting.map(({ photoId }) => photoId)).size === 1)
        return only.photoId;
    }
    return null;
  };
  const find = (photo: TransferPhoto): MatchedPhoto | null => {
    const hash = Buffer.from(photo.hash, "hex");
    const byHash = photoIdOfHash(db, hash);
    if (byHash !== undefined) {
      completeSize(db, byHash, photo);
      return matched(db, byHash, "hash");
    }
    const found = findByPath(photo);
    return found === null ? null : matched(db, found, "path");
  };
  return {
    find,
    findOrRecord: (photo) => {
      const found = find(photo);
      if (found !== null) return found;
      const photoId = insertRecordedPhoto(db, null, Buffer.from(photo.hash, "hex"));
      completeSize(db, photoId, photo);
      return matched(db, photoId, "hash");
    },
  };
}

function matched(db: Database, photoId: number, by: MatchedPhoto["by"]): MatchedPhoto {
  return { photoId, by, size: sizeOf(findPhoto(db, photoId)) };
}

function sizeOf(photo: Photo | undefined): PhotoSize | null {
  if (photo === undefined || photo.width === null || photo.height === null) return null;
  return { width: photo.width, height: photo.height };
}

/** A photo of which no scan has told the size yet. */
function completeSize(db: Database, photoId: number, { width, height, taken }: TransferPhoto): void {
  if (width === undefined || height === undefined) return;
  completePhotoSize(db, photoId, { width, height, takenAt: taken ?? null });
}

function photosByRelativePath(db: Database): Map<string, PathCandidate[]> {
  const tops = allRoots(db).map(({ path }) => path.replace(/[\\/]$/, ""));
  const byPath = new Map<string, PathCandidate[]>();
  for (const { id, width, height, takenAt, path } of filesWithPhoto(db)) {
    if (width === null || height === null) continue;
    for (const top of tops) {
      if (!path.startsWith(top) || !/^[\\/]/.test(path.slice(top.length))) continue;
      const rest = path.slice(top.length + 1);
      const relative = path.startsWith("/") ? rest : rest.replaceAll("\\", "/");
      const known = byPath.get(relative) ?? [];
      known.push({ photoId: id, width, height, takenAt });
      byPath.set(relative, known);
    }
  }
  return byPath;
}
