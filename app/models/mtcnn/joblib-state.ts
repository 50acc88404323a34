import { UnusableWeightsError } from "../keras/unusable-weights.ts";
import type { ByteCursor } from "./byte-cursor.ts";
import type { ArrayPlace, NumberType, PickleValue } from "./pickle-values.ts";

/** Bytes of a number. */
const numberBytes = 4;

/** Weights have four axes at most; numpy allows 64. */
const mostAxes = 8;

/** numpy.dtype's state: version, byte order, five fields for other types of numbers, flags. */
export function readNumberType(type: NumberType, state: PickleValue): void {
  const items = typeof state === "object" && state?.kind === "tuple" ? state.items : [];
  if (items[1] !== "<") throw new UnusableWeightsError("its numbers are not written little end first.");
  type.isRead = true;
}

function shapeOf(value: PickleValue | undefined): number[] {
  const items = typeof value === "object" && value?.kind === "tuple" ? value.items : [null];
  const shape = items.filter((side): side is number => typeof side === "number" && side >= 0);
  if (shape.length !== items.length || shape.length > mostAxes) {
    throw new UnusableWeightsError("an array in it has no shape.");
  }
  return shape;
}

/** joblib writes how many bytes it skips, and that many, so that the numbers lie well in memory; since 1.2, else null. */
function skipAlignment(bytes: PickleValue | undefined, cursor: ByteCursor): void {
  if (bytes === undefined || bytes === null) return;
  cursor.take(cursor.unsigned8());
}

/** joblib's stand-in for an array gets its state, and the array its numbers, which follow at once. */
export function readArray(place: ArrayPlace, state: PickleValue, cursor: ByteCursor): void {
  if (typeof state !== "object" || state?.kind !== "dictionary" || place.array !== null) {
    throw new UnusableWeightsError("an array in it is not described.");
  }
  const { entries } = state;
  const type = entries.get("dtype");
  if (typeof type !== "object" || type?.kind !== "number type" || !type.isRead) {
    throw new UnusableWeightsError("an array in it has no type of numbers.");
  }
  if (entries.get("order") !== "C")
    throw new UnusableWeightsError("an array in it is not in row-major order.");
  const shape = shapeOf(entries.get("shape"));
  skipAlignment(entries.get("numpy_array_alignment_bytes"), cursor);
  const count = shape.reduce((product, side) => product * side, 1);
  // A copy, as numbers must lie at multiples of their size.
  const bytes = Uint8Array.from(cursor.take(count * numberBytes));
  place.array = { shape, data: new Float32Array(bytes.buffer) };
}
