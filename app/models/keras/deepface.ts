import { convolution, dense, dropout, flatten, input, localConvolution, maxPooling } from "./layer-kinds.ts";
import type { NetworkShape } from "./network-shape.ts";

/**
 * Facebook's DeepFace (Taigman et al., CVPR 2014) as Swarup Ghosh trained it on VGGFace2: convolutions whose weights
 * differ from place to place, and 4096 numbers before the 8631 people of the training.
 */
export function deepFace(): NetworkShape {
  const c1 = convolution(input([152, 152, 3]), "C1", 32, 11, { activation: "relu" });
  const c3 = convolution(maxPooling(c1, 3, 2, "same"), "C3", 16, 9, { activation: "relu" });
  const l4 = localConvolution(c3, "L4", 16, 9);
  const l6 = localConvolution(localConvolution(l4, "L5", 16, 7, 2), "L6", 16, 5);
  const f7 = dense(flatten(l6), "F7", 4096, { activation: "relu" });
  return {
    last: dense(dropout(f7), "F8", 8631, { activation: "softmax" }),
    descriptors: { 4096: f7 },
  };
}
