import { convolution, dropout, flatten, input, maxPooling, zeroPadding } from "./layer-kinds.ts";
import type { Layer } from "./layer.ts";
import type { NetworkShape } from "./network-shape.ts";

/** Convolutions of 3 x 3 that keep the sides, then half the sides. */
function block(from: Layer, number: number, filters: number, convolutions: number): Layer {
  let last = from;
  for (let at = 1; at <= convolutions; at++) {
    last = convolution(zeroPadding(last, 1), `conv${number}_${at}`, filters, 3, { activation: "relu" });
  }
  return maxPooling(last, 2, 2);
}

/**
 * VGG-Face (Parkhi et al., Deep Face Recognition, BMVC 2015) as "Deep Face Recognition with Keras" writes it, up to the
 * layer before softmax. What were full layers are convolutions. The article takes the last layer as the descriptor, one
 * number for each of the 2622 people it was trained on; DeepFace today the layer of 4096 numbers before it.
 */
export function vggFace(): NetworkShape {
  let last = input([224, 224, 3]);
  for (const [at, [filters, convolutions]] of (
    [
      [64, 2],
      [128, 2],
      [256, 3],
      [512, 3],
      [512, 3],
    ] as const
  ).entries()) {
    last = block(last, at + 1, filters, convolutions);
  }
  const fc6 = convolution(last, "fc6", 4096, 7, { activation: "relu" });
  const fc7 = convolution(dropout(fc6), "fc7", 4096, 1, { activation: "relu" });
  const fc8 = flatten(convolution(dropout(fc7), "fc8", 2622, 1));
  return { last: fc8, descriptors: { 2622: fc8, 4096: flatten(fc7) } };
}
