import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { photoQuery, usePhotoLayout, type PhotoSource } from "../../api/photos.ts";

/** Where a photo is in the list that it was opened from. */
export interface ListPosition {
  /** From 1; null = it is not, or no more, in the list. */
  readonly place: number | null;
  readonly total: number;
  readonly previousId: number | null;
  readonly nextId: number | null;
}

/** The neighbours of a photo in its list, read and loaded before they are asked for. */
export function useListPosition(
  photoId: number,
  source: PhotoSource,
  /** Of the stack of the photo, which the list may show as one. */
  stackIds: readonly number[],
): ListPosition {
  const ids = usePhotoLayout(source).data?.ids;
  const [last, setLast] = useState({ photoId: 0, index: -1 });
  const found =
    [photoId, ...stackIds].map((id) => ids?.indexOf(id) ?? -1).find((index) => index !== -1) ?? -1;
  // Named, a photo may leave its list ("unknown"): what stood beside it is beside it still.
  if (found !== -1 && (last.index !== found || last.photoId !== photoId)) setLast({ photoId, index: found });
  const isGone = found === -1 && last.photoId === photoId;
  const index = isGone ? last.index : found;
  const previousId = index === -1 ? null : (ids?.[index - 1] ?? null);
  const nextId = index === -1 ? null : (ids?.[isGone ? index : index + 1] ?? null);

  const queries = useQueryClient();
  useEffect(() => {
    for (const id of [nextId, previousId]) {
      if (id === null) continue;
      // What fails now is told when the photo is opened.
      queries.query(photoQuery(id)).catch(() => undefined);
      new Image().src = `/media/thumbnails/${String(id)}/1280`;
    }
  }, [queries, nextId, previousId]);
  return { place: found === -1 ? null : found + 1, total: ids?.length ?? 0, previousId, nextId };
}
