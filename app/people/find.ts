import type { NearFace } from "./face-index.ts";
import { probabilityOf, type Calibration } from "./probability.ts";

/** To whom a face of the library belongs. */
export interface FaceOwner {
  readonly personId: number | null;
  readonly clusterId: number | null;
}

/** Somebody in the library whom a face may show. */
export interface Match extends FaceOwner {
  /** The most similar of their faces. */
  readonly faceId: number;
  readonly similarity: number;
  readonly probability: number;
  readonly verified: boolean;
}

/**
 * Turns the nearest faces of a face into people: one match for each person or group, by its most similar
 * face, best first. Faces that belong to nobody and to no group stand for themselves.
 */
export function matchPeople(
  near: readonly NearFace[],
  ownerOf: (faceId: number) => FaceOwner | undefined,
  scale: { readonly threshold: number; readonly calibration: Calibration },
): Match[] {
  const best = new Map<string, Match>();
  for (const { faceId, similarity } of near) {
    const owner = ownerOf(faceId);
    if (owner === undefined) continue;
    const key = keyOf(faceId, owner);
    if ((best.get(key)?.similarity ?? -Infinity) >= similarity) continue;
    best.set(key, {
      ...owner,
      faceId,
      similarity,
      probability: probabilityOf(similarity, scale.calibration),
      verified: 1 - similarity <= scale.threshold,
    });
  }
  return [...best.values()].sort((a, b) => b.similarity - a.similarity || a.faceId - b.faceId);
}

function keyOf(faceId: number, { personId, clusterId }: FaceOwner): string {
  if (personId !== null) return `person ${personId}`;
  return clusterId !== null ? `group ${clusterId}` : `face ${faceId}`;
}
