import { useQueries } from "@tanstack/react-query";
import { captionsQuery, type PhotoCaption } from "../../api/photos.ts";

/** Photos whose captions are read at once: about two screens of them, so that scrolling asks seldom. */
const blockSize = 120;

/** Captions of the photos from `first` to before `end`, by photo; those that were not read yet are left out. */
export function useCaptions(
  ids: readonly number[],
  { first, end, isWanted }: { readonly first: number; readonly end: number; readonly isWanted: boolean },
): ReadonlyMap<number, PhotoCaption> {
  const blocks: (readonly number[])[] = [];
  for (let start = first - (first % blockSize); start < end; start += blockSize) {
    blocks.push(ids.slice(start, start + blockSize));
  }
  const answers = useQueries({
    // What was read stays while one scrolls past; nothing is read of what only flies by.
    queries: blocks.map((photoIds) => ({ ...captionsQuery(photoIds), enabled: isWanted })),
  });
  return new Map(answers.flatMap(({ data }) => data?.captions ?? []).map((caption) => [caption.id, caption]));
}
