import type { Box } from "../faces/geometry.ts";

/** What one model makes of a face. */
export interface Represented {
  /** Unit length. */
  readonly vector: Float32Array;
  /** The length that the network gave the vector; 1 where it is not known. */
  readonly norm: number;
}

/** How clearly a face can be seen. */
export interface FaceFacts {
  /** 0 to 1 (app/faces/quality.ts). */
  readonly quality: number;
  readonly sharpness: number;
  /** -1 to 1; 0 = frontal. */
  readonly yaw: number;
  /** The shorter side of its box, in pixels of the upright photo. */
  readonly sizePixels: number;
}

/** What is compared: a face, or a template made of several faces of one person. */
export interface Comparable extends FaceFacts {
  /** One a model, or a member of an ensemble, in its order. */
  readonly represented: readonly Represented[];
}

/** A face of a photo. */
export interface ComparableFace extends Comparable {
  /** In pixels of the upright photo. */
  readonly box: Box;
  /** The detector's, 0 to 1. */
  readonly score: number;
}
