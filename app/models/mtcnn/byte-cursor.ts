import { UnusableWeightsError } from "../keras/unusable-weights.ts";

/** Reads bytes one after the other, little end first. Every method throws UnusableWeightsError behind the end. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#position;
  }

  isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  /** The next bytes, not copied. */
  take(count: number): Uint8Array {
    const start = this.#advance(count);
    return this.#bytes.subarray(start, start + count);
  }

  unsigned8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  unsigned16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  unsigned32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  signed32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  /** The place of the next `count` bytes. */
  #advance(count: number): number {
    const start = this.#position;
    if (count > this.#bytes.length - start) throw new UnusableWeightsError("it is cut short.");
    this.#position += count;
    return start;
  }
}
