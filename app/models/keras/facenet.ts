import {
  add,
  batchNormalization,
  concatenation,
  convolution,
  dense,
  dropout,
  globalAverage,
  input,
  maxPooling,
  relu,
  scale,
  type ConvolutionOptions,
} from "./layer-kinds.ts";
import type { Layer } from "./layer.ts";
import type { NetworkShape } from "./network-shape.ts";

const epsilon = 0.001;

/** A convolution, normalised, of which only what is above zero goes on. */
function unit(
  from: Layer,
  name: string,
  filters: number,
  window: number | readonly [number, number],
  options: Pick<ConvolutionOptions, "stride" | "padding"> = { padding: "same" },
): Layer {
  const convolved = convolution(from, name, filters, window, { ...options, hasOffset: false });
  return relu(batchNormalization(convolved, `${name}_BatchNorm`, epsilon, false));
}

/** What the branches find is added to what came in, by a part. */
function residual(from: Layer, name: string, branches: readonly Layer[], factor: number): Layer {
  const channels = from.output[2] ?? 1;
  const mixed = concatenation(`${name}_Concatenate`, ...branches);
  const up = convolution(mixed, `${name}_Conv2d_1x1`, channels, 1, { padding: "same" });
  return add(`${name}_add`, from, scale(up, factor));
}

function block35(from: Layer, name: string): Layer {
  const second = unit(from, `${name}_Branch_1_Conv2d_0a_1x1`, 32, 1);
  const third = unit(from, `${name}_Branch_2_Conv2d_0a_1x1`, 32, 1);
  const branches = [
    unit(from, `${name}_Branch_0_Conv2d_1x1`, 32, 1),
    unit(second, `${name}_Branch_1_Conv2d_0b_3x3`, 32, 3),
    unit(unit(third, `${name}_Branch_2_Conv2d_0b_3x3`, 32, 3), `${name}_Branch_2_Conv2d_0c_3x3`, 32, 3),
  ];
  return relu(residual(from, name, branches, 0.17));
}

/** Block 17 and block 8: one branch of a single window, one of a wide and a high one. `branch` numbers the second. */
function crossBlock(
  from: Layer,
  name: string,
  { filters, side, factor, branch }: { filters: number; side: number; factor: number; branch: number },
): Layer {
  const second = `${name}_Branch_${branch}_Conv2d`;
  const wide = unit(unit(from, `${second}_0a_1x1`, filters, 1), `${second}_0b_1x${side}`, filters, [1, side]);
  const branches = [
    unit(from, `${name}_Branch_0_Conv2d_1x1`, filters, 1),
    unit(wide, `${second}_0c_${side}x1`, filters, [side, 1]),
  ];
  return residual(from, name, branches, factor);
}

const halving = { stride: 2, padding: "valid" } as const;
const valid = { padding: "valid" } as const;

function stem(): Layer {
  const a = unit(input([160, 160, 3]), "Conv2d_1a_3x3", 32, 3, halving);
  const b = unit(unit(a, "Conv2d_2a_3x3", 32, 3, valid), "Conv2d_2b_3x3", 64, 3);
  const c = unit(maxPooling(b, 3, 2), "Conv2d_3b_1x1", 80, 1, valid);
  return unit(unit(c, "Conv2d_4a_3x3", 192, 3, valid), "Conv2d_4b_3x3", 256, 3, halving);
}

function reductionA(from: Layer): Layer {
  const name = "Mixed_6a_Branch";
  const inner = unit(unit(from, `${name}_1_Conv2d_0a_1x1`, 192, 1), `${name}_1_Conv2d_0b_3x3`, 192, 3);
  return concatenation(
    "Mixed_6a",
    unit(from, `${name}_0_Conv2d_1a_3x3`, 384, 3, halving),
    unit(inner, `${name}_1_Conv2d_1a_3x3`, 256, 3, halving),
    maxPooling(from, 3, 2),
  );
}

function reductionB(from: Layer): Layer {
  const name = "Mixed_7a_Branch";
  const first = unit(from, `${name}_0_Conv2d_0a_1x1`, 256, 1);
  const second = unit(from, `${name}_1_Conv2d_0a_1x1`, 256, 1);
  const third = unit(unit(from, `${name}_2_Conv2d_0a_1x1`, 256, 1), `${name}_2_Conv2d_0b_3x3`, 256, 3);
  return concatenation(
    "Mixed_7a",
    unit(first, `${name}_0_Conv2d_1a_3x3`, 384, 3, halving),
    unit(second, `${name}_1_Conv2d_1a_3x3`, 256, 3, halving),
    unit(third, `${name}_2_Conv2d_1a_3x3`, 256, 3, halving),
    maxPooling(from, 3, 2),
  );
}

/**
 * Facenet (Schroff et al., CVPR 2015) as David Sandberg trained it, an Inception-ResNet v1, with as many numbers as asked
 * for: 128 or 512. The names are those of the published file, which number the second branch of the later blocks on.
 */
function inceptionResNet(dimensions: number): NetworkShape {
  let last = stem();
  for (let at = 1; at <= 5; at++) last = block35(last, `Block35_${at}`);
  last = reductionA(last);
  for (let at = 1; at <= 10; at++) {
    last = relu(crossBlock(last, `Block17_${at}`, { filters: 128, side: 7, factor: 0.1, branch: at }));
  }
  last = reductionB(last);
  for (let at = 1; at <= 5; at++) {
    last = relu(crossBlock(last, `Block8_${at}`, { filters: 192, side: 3, factor: 0.2, branch: at }));
  }
  last = crossBlock(last, "Block8_6", { filters: 192, side: 3, factor: 1, branch: 1 });
  const bottleneck = dense(dropout(globalAverage(last)), "Bottleneck", dimensions, { hasOffset: false });
  const normalised = batchNormalization(bottleneck, "Bottleneck_BatchNorm", epsilon, false);
  return { last: normalised, descriptors: { [dimensions]: normalised } };
}

export function facenet128(): NetworkShape {
  return inceptionResNet(128);
}

export function facenet512(): NetworkShape {
  return inceptionResNet(512);
}
