import { concatenation, convolution, dense, flatten, input, maxPooling, prelu, turn } from "./layer-kinds.ts";
import type { Layer, Padding } from "./layer.ts";

/**
 * The three networks of MTCNN (Zhang et al., Joint Face Detection and Alignment using Multi-task Cascaded Convolutional
 * Networks, 2016) as the Python package mtcnn 1.0 has them. Each ends with a row of numbers: four corrections of the box
 * (left, top, right, bottom, in its sides), from the last network ten for the points (five x, five y, from the box's upper
 * left corner, in its sides), then how likely it is no face and a face.
 */
export interface MtcnnLayers {
  readonly proposal: Layer;
  readonly refinement: Layer;
  readonly output: Layer;
}

function block(from: Layer, number: number, filters: number, window: number): Layer {
  return prelu(convolution(from, `conv${number}`, filters, window), `prelu${number}`);
}

function halve(from: Layer, size: number, padding: Padding): Layer {
  return maxPooling(from, size, 2, padding);
}

/** Fully convolutional: it is written for one place of 12 x 12 pixels, and gives a row for every second one of a picture. */
function proposal(): Layer {
  const first = halve(block(input([12, 12, 3]), 1, 10, 3), 2, "same");
  const last = block(block(first, 2, 16, 3), 3, 32, 3);
  return concatenation(
    "proposal",
    convolution(last, "conv4-1", 4, 1),
    convolution(last, "conv4-2", 2, 1, { activation: "softmax" }),
  );
}

function refinement(): Layer {
  const first = halve(block(input([24, 24, 3]), 1, 28, 3), 3, "same");
  const second = halve(block(first, 2, 48, 3), 3, "valid");
  const third = block(second, 3, 64, 2);
  const last = prelu(dense(flatten(turn(third)), "fc4", 128), "prelu4");
  return concatenation(
    "refinement",
    dense(last, "fc5-1", 4),
    dense(last, "fc5-2", 2, { activation: "softmax" }),
  );
}

function output(): Layer {
  const first = halve(block(input([48, 48, 3]), 1, 32, 3), 3, "same");
  const second = halve(block(first, 2, 64, 3), 3, "valid");
  const third = halve(block(second, 3, 64, 3), 2, "same");
  const fourth = block(third, 4, 128, 2);
  const last = prelu(dense(flatten(turn(fourth)), "fc5", 256), "prelu5");
  return concatenation(
    "output",
    dense(last, "fc6-1", 4),
    dense(last, "fc6-2", 10),
    dense(last, "fc6-3", 2, { activation: "softmax" }),
  );
}

export function mtcnnLayers(): MtcnnLayers {
  return { proposal: proposal(), refinement: refinement(), output: output() };
}
