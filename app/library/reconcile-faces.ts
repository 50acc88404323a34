import { intersectionOverUnion, type Box } from "../faces/geometry.ts";

/** What a new analysis of a photo means for the faces that it had. */
export interface FaceReconciliation<Found> {
  /** Faces found again: they keep their id, and with it their person. */
  readonly kept: readonly { readonly faceId: number; readonly found: Found }[];
  readonly added: readonly Found[];
  /** Faces that were not found again. */
  readonly gone: readonly number[];
}

/** Two boxes that share half of their area are the same face, as in every face benchmark since FDDB. */
const sameFaceOverlap = 0.5;

/** Where a face is: in a photo, or in one frame of a video. */
interface Place {
  readonly box: Box;
  readonly frameMs?: number | null | undefined;
}

/** A face of the new analysis; in a video, with the other frames in which this person was seen. */
interface FoundPlace extends Place {
  readonly alsoAt?: readonly (Box & { readonly frameMs: number })[] | undefined;
}

/**
 * Matches the faces of a new analysis to those of the last one by their boxes, best overlap first, each face
 * at most once. In a video they may have been found in any frame. Pure; ties go to the face that was found first.
 */
export function reconcileFaces<Found extends FoundPlace>(
  before: readonly (Place & { readonly id: number })[],
  found: readonly Found[],
): FaceReconciliation<Found> {
  const pairs = before
    .flatMap((face) => found.map((now) => ({ face, now, overlap: overlapOf(face, now) })))
    .filter(({ overlap }) => overlap >= sameFaceOverlap)
    .sort((a, b) => b.overlap - a.overlap);
  const foundOfFace = new Map<number, Found>();
  const matched = new Set<Found>();
  for (const { face, now } of pairs) {
    if (foundOfFace.has(face.id) || matched.has(now)) continue;
    foundOfFace.set(face.id, now);
    matched.add(now);
  }
  return {
    kept: [...foundOfFace].map(([faceId, now]) => ({ faceId, found: now })),
    added: found.filter((now) => !matched.has(now)),
    gone: before.filter(({ id }) => !foundOfFace.has(id)).map(({ id }) => id),
  };
}

function overlapOf({ box, frameMs = null }: Place, now: FoundPlace): number {
  const places = [{ box: now.box, frameMs: now.frameMs }, ...(now.alsoAt ?? []).map(toPlace)];
  const inFrame = places.filter((place) => (place.frameMs ?? null) === frameMs);
  return Math.max(0, ...inFrame.map((place) => intersectionOverUnion(box, place.box)));
}

function toPlace({ frameMs, ...box }: Box & { readonly frameMs: number }): Place {
  return { box, frameMs };
}
