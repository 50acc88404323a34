import { facesOfPhoto, type Face } from "../db/faces.ts";
import type { Database } from "../db/open.ts";
import { intersectionOverUnion } from "../faces/geometry.ts";
import { boxOf, type PhotoSize } from "./areas.ts";
import type { TransferFace } from "./format.ts";

/** Two boxes that share half of their area are the same face, as when a photo is analysed anew. */
const sameFaceOverlap = 0.5;

/**
 * For each face of the file the face of the photo here that is at its place, or null. Each is matched once, the best
 * overlap first; of two at the same place (one deleted as false, one drawn later), the one of which the same is said.
 */
export function matchFaces(
  db: Database,
  photoId: number,
  faces: readonly TransferFace[],
  size: PhotoSize | null,
): (Face | null)[] {
  const here = facesOfPhoto(db, photoId);
  const pairs = faces
    .flatMap((face, at) => {
      const box = boxOf(face, size);
      if (box === null) return [];
      return here
        .filter(({ frameMs }) => frameMs === (face.frameMs ?? null))
        .map((candidate) => ({
          at,
          candidate,
          overlap: intersectionOverUnion(box, candidate.box),
          agreement: agreementOf(face, candidate),
        }));
    })
    .filter(({ overlap }) => overlap >= sameFaceOverlap)
    .sort((a, b) => b.overlap - a.overlap || b.agreement - a.agreement || a.candidate.id - b.candidate.id);
  const matched = new Array<Face | null>(faces.length).fill(null);
  const taken = new Set<number>();
  for (const { at, candidate } of preferAgreement(pairs)) {
    if (matched[at] !== null || taken.has(candidate.id)) continue;
    matched[at] = candidate;
    taken.add(candidate.id);
  }
  return matched;
}

/** A difference of overlap that comes from rounding alone. */
const sameOverlap = 1e-4;

/** Overlaps that are equal but for rounding are ordered by what is said. */
function preferAgreement<Pair extends { readonly overlap: number; readonly agreement: number }>(
  pairs: readonly Pair[],
): Pair[] {
  const step = (overlap: number) => Math.round(overlap / sameOverlap);
  return [...pairs].sort((a, b) => step(b.overlap) - step(a.overlap) || b.agreement - a.agreement);
}

function agreementOf(face: TransferFace, candidate: Face): number {
  return (
    4 * Number((face.notAFace === true) === candidate.isFalse) +
    2 * Number((face.person !== undefined) === (candidate.personId !== null)) +
    Number((face.ignored === true) === candidate.ignored) +
    Number((face.origin ?? "detected") === candidate.origin)
  );
}
