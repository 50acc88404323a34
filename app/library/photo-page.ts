import path from "node:path";
import { albumsOfPhoto, type AlbumOfPhoto } from "../albums/albums-of-photo.ts";
import { filesOfPhoto } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import { facesInPhoto, peopleWithoutFace, type FaceInPhoto, type NamedPerson } from "../db/photo-page.ts";
import { liveMovieOf } from "../db/live-movies.ts";
import { presentStackOf } from "../db/stacks.ts";
import { partedPairsOf } from "../db/photo-pairs.ts";
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
    /** The camera's raw file of the photo. */
    readonly isRaw: boolean;
  }[];
  /** The photos that it is shown as one with; null = it is in no stack. */
  readonly stack: PhotoStack | null;
  /** The movie of a Live Photo belongs to it: /media/movies/:id. */
  readonly isLive: boolean;
  /** The raw file and the picture beside it were made two photos by the user; this is one of them. */
  readonly isParted: boolean;
  readonly faces: readonly FaceInPhoto[];
  /** Who is in it without a face to be seen. */
  readonly appearances: readonly NamedPerson[];
  readonly albums: readonly AlbumOfPhoto[];
}

/** A stack of at least two photos that are there, in the order in which they were taken. */
export interface PhotoStack {
  readonly photos: readonly { readonly id: number; readonly file: string; readonly isCover: boolean }[];
  /** The user stacked them; else they were found to be a burst. */
  readonly isByHand: boolean;
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
      isRaw: file.rawPhotoId !== null || photo.format === "raw",
    })),
    isLive: liveMovieOf(db, photoId) !== undefined,
    stack: stackOfPhoto(db, photoId),
    isParted: partedPairsOf(db, photoId).length > 0,
    faces: facesInPhoto(db, photoId),
    appearances: peopleWithoutFace(db, photoId),
    albums: albumsOfPhoto(db, photoId),
  };
}

function stackOfPhoto(db: Database, photoId: number): PhotoStack | null {
  const frames = presentStackOf(db, photoId);
  if (frames.length < 2 || !frames.some((frame) => frame.photoId === photoId)) return null;
  // As in the list: of frames alike the first one taken.
  const cover = frames.reduce((a, b) => (b.rank < a.rank ? b : a));
  return {
    photos: frames.map((frame) => ({
      ...{ id: frame.photoId, file: path.basename(frame.path) },
      isCover: frame === cover,
    })),
    isByHand: cover.stack < 0,
  };
}
