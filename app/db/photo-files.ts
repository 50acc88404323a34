import type { Database } from "./open.ts";
import { statement } from "./statement.ts";

/** A file that is there, with what its photo's metadata has to be read by. */
export interface PhotoFileFacts {
  readonly photoId: number;
  readonly path: string;
  /** Pixels of the upright photo; null = not analysed yet. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of the file. */
  readonly orientation: number | null;
}

/** Every file that is there and shows a photo, by photo and path. */
export function presentPhotoFiles(db: Database): PhotoFileFacts[] {
  return statement<[], PhotoFileFacts>(
    db,
    `SELECT photos.id AS photoId, path, photos.width, photos.height,
       coalesce(raw.orientation, photos.orientation) AS orientation
     FROM files JOIN photos ON photos.id = files.photo_id LEFT JOIN photos AS raw ON raw.id = raw_photo_id
     WHERE missing_since_ms IS NULL ORDER BY photos.id, path`,
  ).all();
}
