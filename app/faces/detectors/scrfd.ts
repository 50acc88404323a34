import type { Point } from "../geometry.ts";
import type { Detection } from "./detector.ts";

/** The outputs of one stride as flat arrays; one entry an anchor, the anchors of a cell together, cells row by row. */
export interface ScrfdStride {
  readonly stride: number;
  /** Cells in a row of the grid. */
  readonly columns: number;
  readonly anchorsPerCell: number;
  /** 0 to 1. */
  readonly scores: Float32Array;
  /** How far left, up, right and down the box goes from its anchor, in strides. */
  readonly distances: Float32Array;
  /** Five points as offsets from the anchor in strides; null for a network without. */
  readonly points: Float32Array | null;
}

/**
 * Decodes one grid of SCRFD (Guo et al., "Sample and Computation Redistribution for Efficient Face Detection", ICLR 2022)
 * into faces in pixels of the network's input. Anchors lie on the upper left corners of their cells.
 */
export function decodeScrfd(output: ScrfdStride, minimumScore: number): Detection[] {
  const { stride, columns, anchorsPerCell, scores, distances, points } = output;
  const found: Detection[] = [];
  for (const [anchor, score] of scores.entries()) {
    if (score < minimumScore) continue;
    const cell = Math.floor(anchor / anchorsPerCell);
    const x = (cell % columns) * stride;
    const y = Math.floor(cell / columns) * stride;
    const [left = 0, up = 0, right = 0, down = 0] = distances.subarray(anchor * 4, anchor * 4 + 4);
    const box = {
      x: x - left * stride,
      y: y - up * stride,
      width: (left + right) * stride,
      height: (up + down) * stride,
    };
    if (box.width <= 0 || box.height <= 0) continue;
    const fivePoints =
      points === null
        ? undefined
        : Array.from({ length: 5 }, (_, point): Point => ({
            x: x + (points[anchor * 10 + point * 2] ?? 0) * stride,
            y: y + (points[anchor * 10 + point * 2 + 1] ?? 0) * stride,
          }));
    found.push({ box, score, ...(fivePoints !== undefined && { fivePoints }) });
  }
  return found;
}
