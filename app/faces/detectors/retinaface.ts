import type { Point } from "../geometry.ts";
import type { Canvas } from "../tensor-from-pixels.ts";
import { retinafaceAnchors, type Anchor } from "./anchors.ts";
import type { Detection } from "./detector.ts";

/** What corrections of centres and of sizes were divided by while training (as in SSD). */
const variances = { centre: 0.1, size: 0.2 } as const;

/** RetinaFace's outputs, one row an anchor. */
export interface RetinafaceOutput {
  /** Two numbers: no face, face; 0 to 1. */
  readonly scores: Float32Array;
  /** Four numbers: corrections of centre x, y and of the logarithm of width and height. */
  readonly boxes: Float32Array;
  /** Ten numbers: five points from the anchor's centre. */
  readonly points: Float32Array;
}

/** Of the last size of input; nearly all pictures of a library have one of a few. */
let made:
  { readonly width: number; readonly height: number; readonly anchors: readonly Anchor[] } | undefined;

function anchorsFor({ width, height }: Canvas): readonly Anchor[] {
  if (made?.width !== width || made.height !== height) {
    made = { width, height, anchors: retinafaceAnchors({ width, height }) };
  }
  return made.anchors;
}

/**
 * Decodes RetinaFace (Deng et al., CVPR 2020, as biubug6/Pytorch_Retinaface exports it) into faces in pixels of the input,
 * whose size is `canvas`.
 */
export function decodeRetinaface(
  output: RetinafaceOutput,
  canvas: Canvas,
  minimumScore: number,
): Detection[] {
  const { scores, boxes, points } = output;
  const { width, height } = canvas;
  const found: Detection[] = [];
  for (const [row, anchor] of anchorsFor(canvas).entries()) {
    const score = scores[row * 2 + 1] ?? 0;
    if (score < minimumScore) continue;
    const pointAt = (values: Float32Array, at: number): Point => ({
      x: (anchor.x + (values[at] ?? 0) * variances.centre * anchor.width) * width,
      y: (anchor.y + (values[at + 1] ?? 0) * variances.centre * anchor.height) * height,
    });
    const centre = pointAt(boxes, row * 4);
    const size = {
      width: anchor.width * Math.exp((boxes[row * 4 + 2] ?? 0) * variances.size) * width,
      height: anchor.height * Math.exp((boxes[row * 4 + 3] ?? 0) * variances.size) * height,
    };
    found.push({
      box: { x: centre.x - size.width / 2, y: centre.y - size.height / 2, ...size },
      score,
      fivePoints: Array.from({ length: 5 }, (_, point) => pointAt(points, row * 10 + point * 2)),
    });
  }
  return found;
}
