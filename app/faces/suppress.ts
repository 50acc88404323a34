import { intersectionOverUnion, type Box } from "./geometry.ts";

/**
 * Greedy non-maximum suppression: of boxes that overlap by more than `maximumOverlap` (intersection over
 * union, 0 to 1), only the one with the highest score stays. Equal scores keep their input order, so the
 * result is the same on every machine. Returned from the highest score to the lowest.
 */
export function suppressOverlaps<T extends { readonly box: Box; readonly score: number }>(
  candidates: readonly T[],
  maximumOverlap: number,
): T[] {
  const kept: T[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    const isCovered = kept.some((other) => intersectionOverUnion(other.box, candidate.box) > maximumOverlap);
    if (!isCovered) kept.push(candidate);
  }
  return kept;
}
