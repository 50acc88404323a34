import { newestVector } from "../db/embeddings.ts";
import type { Database } from "../db/open.ts";
import type { FaceSearch, NearFace } from "../people/face-index.ts";
import type { Prototype } from "../people/prototypes.ts";
import type { Lump } from "./lump.ts";

/** Similar faces looked up around each look. */
const mostNear = 48;

interface KnownNear {
  readonly index: FaceSearch;
  readonly newest: number;
  readonly near: readonly (readonly NearFace[])[];
  /** Of all looks together, by how many of each. */
  readonly sorted: Map<number, readonly NearFace[]>;
}

/** Until a face is added: the looks of a lump are compared with everything again and again. */
const known = new WeakMap<readonly Prototype[], KnownNear>();

/** The faces near to the looks of a lump, the nearest first; at most `count` of each look, and at most 48. */
export function nearLump(
  { db, index }: { readonly db: Database; readonly index: FaceSearch },
  { looks }: Lump,
  count = mostNear,
): readonly NearFace[] {
  const newest = newestVector(db);
  let kept = known.get(looks);
  if (kept?.index !== index || kept.newest !== newest) {
    const vectors = looks.map(({ vector }) => vector);
    kept = { index, newest, near: index.searchAll(vectors, mostNear), sorted: new Map() };
    known.set(looks, kept);
  }
  const sorted = kept.sorted.get(count) ?? nearestOf(kept.near, count);
  kept.sorted.set(count, sorted);
  return sorted;
}

/** A face that is near to several looks comes once. */
function nearestOf(near: readonly (readonly NearFace[])[], count: number): NearFace[] {
  const seen = new Set<number>();
  return near
    .flatMap((of) => of.slice(0, count))
    .sort((a, b) => b.similarity - a.similarity || a.faceId - b.faceId)
    .filter(({ faceId }) => !seen.has(faceId) && seen.add(faceId));
}
