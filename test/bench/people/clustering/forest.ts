/** Sets that only grow (union and find, by size). */
export class Forest {
  readonly #parents: Int32Array;
  readonly #sizes: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, at) => at);
    this.#sizes = new Int32Array(count).fill(1);
  }

  /** The element that stands for the set of this one. */
  find(at: number): number {
    let root = at;
    while (this.#parents[root] !== root) {
      const parent = this.#parents[root] ?? root;
      this.#parents[root] = this.#parents[parent] ?? parent;
      root = this.#parents[root] ?? root;
    }
    return root;
  }

  sizeOf(at: number): number {
    return this.#sizes[this.find(at)] ?? 1;
  }

  /** Makes one set of two; returns the element that stands for it. */
  join(a: number, b: number): number {
    const [one, other] = [this.find(a), this.find(b)];
    if (one === other) return one;
    const [kept, gone] = this.sizeOf(one) >= this.sizeOf(other) ? [one, other] : [other, one];
    this.#parents[gone] = kept;
    this.#sizes[kept] = this.sizeOf(kept) + (this.#sizes[gone] ?? 1);
    return kept;
  }

  groups(): Int32Array {
    return this.#parents.map((_, at) => this.find(at));
  }
}
