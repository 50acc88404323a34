import { add, convolution, dense, dropout, flatten, input, maxPooling, relu } from "./layer-kinds.ts";
import type { Layer } from "./layer.ts";
import type { NetworkShape } from "./network-shape.ts";

function block(from: Layer, name: string, filters: number, size: number): Layer {
  return dropout(maxPooling(convolution(from, name, filters, size, { activation: "relu" }), 2, 2));
}

/**
 * DeepID2's network (Sun et al., Deep Learning Face Representation by Joint Identification-Verification, NIPS 2014) as
 * DeepFace publishes it: 160 numbers out of the third and the fourth convolution together.
 */
export function deepId(): NetworkShape {
  const first = block(input([55, 47, 3]), "Conv1", 20, 4);
  const third = block(block(first, "Conv2", 40, 3), "Conv3", 60, 3);
  const fourth = convolution(third, "Conv4", 80, 2, { activation: "relu" });
  const last = relu(add("fc1", dense(flatten(third), "fc11", 160), dense(flatten(fourth), "fc12", 160)));
  return { last, descriptors: { 160: last } };
}
