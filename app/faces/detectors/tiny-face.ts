import type { Detection } from "./detector.ts";

/** Pixels of the network's input a cell. */
const stride = 32;

/** Widths and heights of its five anchors, in cells (face-api, tinyFaceDetector/const.ts). */
const anchors = [
  { width: 1.603231, height: 2.094468 },
  { width: 6.041143, height: 7.080126 },
  { width: 2.882459, height: 3.518061 },
  { width: 4.266906, height: 5.178857 },
  { width: 9.041765, height: 10.66308 },
] as const;

/** Numbers of an anchor: x, y, logarithm of width and of height, score. */
const numbersPerAnchor = 5;

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/**
 * Decodes the Tiny Face Detector of face-api (a YOLO v2 with separable convolutions) into faces in pixels of its input.
 * `output` has 25 planes of `cells` numbers, row by row, with `columns` in a row.
 */
export function decodeTinyFace(output: Float32Array, columns: number, minimumScore: number): Detection[] {
  const cells = output.length / (anchors.length * numbersPerAnchor);
  const found: Detection[] = [];
  for (const [index, anchor] of anchors.entries()) {
    for (let cell = 0; cell < cells; cell++) {
      const at = (number: number) => output[(index * numbersPerAnchor + number) * cells + cell] ?? 0;
      const score = sigmoid(at(4));
      if (score < minimumScore) continue;
      const width = Math.exp(at(2)) * anchor.width * stride;
      const height = Math.exp(at(3)) * anchor.height * stride;
      const x = ((cell % columns) + sigmoid(at(0))) * stride - width / 2;
      const y = (Math.floor(cell / columns) + sigmoid(at(1))) * stride - height / 2;
      found.push({ box: { x, y, width, height }, score });
    }
  }
  return found;
}
