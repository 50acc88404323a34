/** How a recognition model's similarity becomes a probability; fitted on labelled pairs (app/evaluate/calibration.ts). */
export interface Calibration {
  readonly slope: number;
  readonly intercept: number;
}

/** The logistic function 1 / (1 + e^-x), in 0..1, without overflow for any x. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const small = Math.exp(x);
  return small / (1 + small);
}

/**
 * The probability, 0..1, that two faces of this similarity belong to one person, by Platt's scaling
 * (J. Platt, "Probabilistic outputs for support vector machines", 1999). It holds for the mix of same and
 * different pairs that the calibration was fitted on. A similarity of -Infinity (no face) gives 0.
 */
export function probabilityOf(similarity: number, calibration: Calibration): number {
  if (similarity === -Infinity) return 0;
  return sigmoid(calibration.slope * similarity + calibration.intercept);
}
