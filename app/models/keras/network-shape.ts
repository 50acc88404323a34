import type { Layer } from "./layer.ts";

/** A network as it was trained, and where its descriptors of a face come out. */
export interface NetworkShape {
  /** The end of what the published weights file holds. */
  readonly last: Layer;
  /** Where a face's numbers come out, by how many they are. */
  readonly descriptors: Readonly<Record<number, Layer>>;
}
