import { commonnessOfModel } from "../../app/people/commonness.ts";

/** Numbers of a vector of the default model. */
export const dimensionsOfDefault = 512;

/**
 * Directions at right angles to each other, as places in a vector of the default model: the looks of people who have
 * nothing in common, and who look like nobody in general.
 */
export const plainAxes: readonly number[] = Array.from(
  { length: dimensionsOfDefault },
  (_, axis) => axis,
).filter((axis) => {
  const vector = new Float32Array(dimensionsOfDefault);
  vector[axis] = 1;
  return commonnessOfModel("mobilefacenet")(vector) === 0;
});
