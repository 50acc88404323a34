import { ssdAnchors, type Anchor } from "./anchors.ts";
import type { Detection } from "./detector.ts";

/** What corrections of centres and of sizes were multiplied by while training. */
const factors = { centre: 10, size: 5 } as const;

/** The network's outputs, one row an anchor. */
export interface SsdOutput {
  /** Three numbers: background, face, and a class that is not used; logits. */
  readonly classes: Float32Array;
  /** Four numbers: corrections of centre y, x and of the logarithm of height and width. */
  readonly boxes: Float32Array;
}

/** Made once: there are 5,118. */
let anchors: readonly Anchor[] | undefined;

/** Decodes the SSD MobileNet of face-api into faces in pixels of its square input of `side` pixels. */
export function decodeSsdMobilenet(output: SsdOutput, side: number, minimumScore: number): Detection[] {
  const { classes, boxes } = output;
  anchors ??= ssdAnchors();
  const found: Detection[] = [];
  for (const [row, anchor] of anchors.entries()) {
    const score = 1 / (1 + Math.exp(-(classes[row * 3 + 1] ?? -Infinity)));
    if (score < minimumScore) continue;
    const at = (index: number) => boxes[row * 4 + index] ?? 0;
    const width = anchor.width * Math.exp(at(3) / factors.size);
    const height = anchor.height * Math.exp(at(2) / factors.size);
    const x = anchor.x + (at(1) / factors.centre) * anchor.width - width / 2;
    const y = anchor.y + (at(0) / factors.centre) * anchor.height - height / 2;
    found.push({ box: { x: x * side, y: y * side, width: width * side, height: height * side }, score });
  }
  return found;
}
