import path from "node:path";
import { albumsOfPhoto, type AlbumOfPhoto } from "../albums/albums-of-photo.ts";
import { filesOfPhoto } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import { facesInPhoto, peopleWithoutFace, type FaceInPhoto, type NamedPerson } from "../db/photo-page.ts";
import { findPhoto, type Photo } from "../db/photos.ts";
import { UnknownPhotoError } from "../people/errors.ts";

/** All that is known of a photo; null = the file does not say, or it was not analysed yet. */
export interface PhotoPage extends Pick<
  Photo,
  | "id"
  | "format"
  | "width"
  | "height"
  | "sizeBytes"
  | "takenAt"
  | "takenAtOffset"
  | "cameraMake"
  | "cameraModel"
  | "latitude"
  | "longitude"
  | "durationMs"
  | "posterMs"
> {
  /** Why it could not be analysed, in words for people. */
  readonly failure: string | null;
  readonly isAnalysed: boolean;
  /** The files that show it, those that are there first. */
  readonly files: readonly {
    readonly id: number;
    readonly name: string;
    readonly folder: string;
    readonly isMissing: boolean;
  }[];
  readonly faces: readonly FaceInPhoto[];
  /** Who is in it without a face to be seen. */
  readonly appearances: readonly NamedPerson[];
  readonly albums: readonly AlbumOfPhoto[];
}

/** What is known of a photo. @throws UnknownPhotoError. */
export function readPhotoPage(db: Database, photoId: number): PhotoPage {
  const photo = findPhoto(db, photoId);
  if (photo === undefined) throw new UnknownPhotoError(photoId);
  const { id, format, width, height, sizeBytes, takenAt, takenAtOffset, failure, recipe } = photo;
  const { cameraMake, cameraModel, latitude, longitude, durationMs, posterMs } = photo;
  return {
    ...{ id, format, width, height, sizeBytes, takenAt, takenAtOffset, failure },
    ...{ cameraMake, cameraModel, latitude, longitude, durationMs, posterMs },
    isAnalysed: recipe !== null,
    files: filesOfPhoto(db, photoId).map((file) => ({
      id: file.id,
      name: path.basename(file.path),
      folder: path.dirname(file.path),
      isMissing: file.missingSinceMs !== null,
    })),
    faces: facesInPhoto(db, photoId),
    appearances: peopleWithoutFace(db, photoId),
    albums: albumsOfPhoto(db, photoId),
  };
}
