import type { Point } from "./geometry.ts";

/** Maps (x, y) to (a x - b y + tx, b x + a y + ty): rotation, uniform scale and shift, no reflection. */
export interface SimilarityTransform {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

/**
 * The similarity that brings `from` closest to `to` in the least-squares sense (Umeyama, PAMI 1991; in the
 * plane and without reflection its singular value decomposition has this closed form).
 *
 * Throws RangeError when the lists differ in length, are shorter than 2, or all `from` points coincide.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): SimilarityTransform {
  if (from.length !== to.length || from.length < 2) {
    throw new RangeError(`Needs two equal lists of 2 or more points, got ${from.length} and ${to.length}`);
  }
  const fromMean = mean(from);
  const toMean = mean(to);
  let parallel = 0;
  let perpendicular = 0;
  let spread = 0;
  for (const [index, source] of from.entries()) {
    const target = to[index] ?? toMean;
    const x = source.x - fromMean.x;
    const y = source.y - fromMean.y;
    const u = target.x - toMean.x;
    const v = target.y - toMean.y;
    parallel += x * u + y * v;
    perpendicular += x * v - y * u;
    spread += x * x + y * y;
  }
  if (spread === 0) throw new RangeError("All points coincide: no similarity can be fitted");
  const a = parallel / spread;
  const b = perpendicular / spread;
  return {
    a,
    b,
    tx: toMean.x - a * fromMean.x + b * fromMean.y,
    ty: toMean.y - b * fromMean.x - a * fromMean.y,
  };
}

/** Applies a similarity to a point. */
export function applySimilarity(transform: SimilarityTransform, point: Point): Point {
  return {
    x: transform.a * point.x - transform.b * point.y + transform.tx,
    y: transform.b * point.x + transform.a * point.y + transform.ty,
  };
}

/** The similarity that undoes `transform`. Throws RangeError when its scale is 0. */
export function invertSimilarity(transform: SimilarityTransform): SimilarityTransform {
  const determinant = transform.a * transform.a + transform.b * transform.b;
  if (determinant === 0) throw new RangeError("A similarity of scale 0 cannot be inverted");
  const a = transform.a / determinant;
  const b = -transform.b / determinant;
  return {
    a,
    b,
    tx: -(a * transform.tx - b * transform.ty),
    ty: -(b * transform.tx + a * transform.ty),
  };
}

/** How many target pixels one source pixel becomes. */
export function scaleOf(transform: SimilarityTransform): number {
  return Math.hypot(transform.a, transform.b);
}

function mean(points: readonly Point[]): Point {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point.x;
    y += point.y;
  }
  return { x: x / points.length, y: y / points.length };
}
