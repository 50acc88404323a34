import type { Point } from "../geometry.ts";
import type { Detection } from "./detector.ts";

/** Pixels of the network's input a cell. */
const stride = 4;

/** CenterFace's outputs as planes, row by row: each plane has a number a cell. */
export interface CenterfaceOutput {
  /** Cells in a row. */
  readonly columns: number;
  /** How likely a face's middle lies in the cell, 0 to 1. */
  readonly heatmap: Float32Array;
  /** Logarithm of height, then of width, in cells. */
  readonly scale: Float32Array;
  /** Of the middle within its cell: y, then x. */
  readonly offset: Float32Array;
  /** Five points as y, x from the box's upper left corner, in its height and width. */
  readonly points: Float32Array;
}

/** Decodes CenterFace (Xu et al., 2019; "Joint Face Detection and Alignment as Point") into faces in pixels of its input. */
export function decodeCenterface(output: CenterfaceOutput, minimumScore: number): Detection[] {
  const { columns, heatmap, scale, offset, points } = output;
  const cells = heatmap.length;
  const found: Detection[] = [];
  for (const [cell, score] of heatmap.entries()) {
    if (score < minimumScore) continue;
    const plane = (values: Float32Array, index: number) => values[index * cells + cell] ?? 0;
    const height = Math.exp(plane(scale, 0)) * stride;
    const width = Math.exp(plane(scale, 1)) * stride;
    const x = ((cell % columns) + plane(offset, 1) + 0.5) * stride - width / 2;
    const y = (Math.floor(cell / columns) + plane(offset, 0) + 0.5) * stride - height / 2;
    const fivePoints = Array.from({ length: 5 }, (_, point): Point => ({
      x: x + plane(points, point * 2 + 1) * width,
      y: y + plane(points, point * 2) * height,
    }));
    found.push({ box: { x, y, width, height }, score, fivePoints });
  }
  return found;
}
