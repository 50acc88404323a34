import type { Box, Point } from "../faces/geometry.ts";
import { intersectionOverUnion } from "../faces/geometry.ts";

/** A box that a detector found. */
export interface FoundFace {
  readonly box: Box;
  /** Higher = more certain. */
  readonly score: number;
}

/** The usual bar of PASCAL VOC and WIDER FACE. */
export const usualOverlap = 0.5;

/**
 * Gives each found face the labelled box that it stands for: from the highest score to the lowest (equal scores
 * in the order given), each takes the still free labelled box that it overlaps most, if the intersection over union is
 * `minimumOverlap` or more. Returns, for each found face, the place of its labelled box, or -1.
 */
export function matchByOverlap(
  found: readonly FoundFace[],
  labelled: readonly Box[],
  minimumOverlap = usualOverlap,
): Int32Array {
  return matchGreedily(found, labelled, (face, box) => {
    const overlap = intersectionOverUnion(face.box, box);
    return overlap >= minimumOverlap ? overlap : -Infinity;
  });
}

/**
 * As matchByOverlap, for faces labelled by one point (the nose): a found face may take a point inside its box
 * or on its edge, and takes the free one nearest to the middle of the box.
 */
export function matchByPoint(found: readonly FoundFace[], labelled: readonly Point[]): Int32Array {
  return matchGreedily(found, labelled, ({ box }, point) => {
    const right = point.x - (box.x + box.width / 2);
    const down = point.y - (box.y + box.height / 2);
    const isInside = Math.abs(right) <= box.width / 2 && Math.abs(down) <= box.height / 2;
    return isInside ? -Math.hypot(right, down) : -Infinity;
  });
}

/** `fitness` is -Infinity where the two do not belong together. */
function matchGreedily<Label>(
  found: readonly FoundFace[],
  labelled: readonly Label[],
  fitness: (face: FoundFace, label: Label) => number,
): Int32Array {
  const matches = new Int32Array(found.length).fill(-1);
  const isTaken = new Uint8Array(labelled.length);
  const order = [...found.entries()].sort(([, a], [, b]) => b.score - a.score);
  for (const [place, face] of order) {
    let best = -1;
    let highest = -Infinity;
    for (const [candidate, label] of labelled.entries()) {
      if (isTaken[candidate] === 1) continue;
      const here = fitness(face, label);
      if (here <= highest) continue;
      best = candidate;
      highest = here;
    }
    matches[place] = best;
    if (best !== -1) isTaken[best] = 1;
  }
  return matches;
}
