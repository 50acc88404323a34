import type { LiveFace } from "../../../app/library/live/name-faces.ts";
import type { RecentFace } from "./recent-faces.ts";

/** What faces look like, by track. In the memory of this page, for as long as they are in the list. */
export type FacePictures<Picture> = ReadonlyMap<
  number,
  { readonly picture: Picture; readonly takenAtMs: number }
>;

/** A face in the list follows the one in the picture, but need not do so at the same pace. */
const renewedEveryMs = 1_000;

/** The pictures of the faces in the list; those of the picture that was just looked at are cut out anew now and then. */
export function withPictures<Picture>(
  before: FacePictures<Picture>,
  { faces, recent }: { readonly faces: readonly LiveFace[]; readonly recent: readonly RecentFace[] },
  cut: (box: LiveFace["box"]) => Picture,
  nowMs: number,
): FacePictures<Picture> {
  const now = new Map(
    recent.flatMap(({ face: { track } }) => {
      const there = before.get(track);
      return there === undefined ? [] : [[track, there] as const];
    }),
  );
  for (const { track, box } of faces) {
    const there = now.get(track);
    if (there !== undefined && nowMs - there.takenAtMs < renewedEveryMs) continue;
    now.set(track, { picture: cut(box), takenAtMs: nowMs });
  }
  return now;
}
