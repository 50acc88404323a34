import type { NearFace } from "./face-index.ts";

/**
 * The faces most alike of many that are offered one after the other: nearest first, equal ones by id, at most so many.
 * Its arrays are made once, so offering a million faces leaves nothing to collect.
 */
export class NearestFew {
  readonly #faceIds: Float64Array;
  readonly #similarities: Float64Array;
  #size = 0;

  constructor(count: number) {
    this.#faceIds = new Float64Array(count);
    this.#similarities = new Float64Array(count);
  }

  /** A face less alike than this changes nothing. */
  get floor(): number {
    if (this.#size < this.#similarities.length) return -Infinity;
    return this.#similarities[this.#size - 1] ?? Infinity;
  }

  /** Takes the face in if it is among the most alike so far. */
  offer(faceId: number, similarity: number): void {
    const at = this.#placeOf(faceId, similarity);
    if (at >= this.#similarities.length) return;
    const end = Math.min(this.#size, this.#similarities.length - 1);
    this.#faceIds.copyWithin(at + 1, at, end);
    this.#similarities.copyWithin(at + 1, at, end);
    this.#faceIds[at] = faceId;
    this.#similarities[at] = similarity;
    this.#size = end + 1;
  }

  /** What was taken in so far; it can be filled anew after `clear`. */
  list(): NearFace[] {
    return Array.from({ length: this.#size }, (_, at) => ({
      faceId: this.#faceIds[at] ?? 0,
      similarity: this.#similarities[at] ?? 0,
    }));
  }

  clear(): void {
    this.#size = 0;
  }

  /** By halving: where the face belongs among those that are there. */
  #placeOf(faceId: number, similarity: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = this.#similarities[middle] ?? 0;
      const isBehind = similarity < there || (similarity === there && faceId > (this.#faceIds[middle] ?? 0));
      if (isBehind) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
