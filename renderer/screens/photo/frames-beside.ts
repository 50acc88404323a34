import type { Photo } from "../../api/photos.ts";

/** The photos before and after one in its stack. */
export interface FramesBeside {
  readonly previousId: number | null;
  readonly nextId: number | null;
}

/** Nobody beside it where it is in no stack. */
export function framesBeside({ id, stack }: Pick<Photo, "id" | "stack">): FramesBeside {
  const photos = stack?.photos ?? [];
  const at = photos.findIndex((frame) => frame.id === id);
  if (at === -1) return { previousId: null, nextId: null };
  return { previousId: photos[at - 1]?.id ?? null, nextId: photos[at + 1]?.id ?? null };
}
