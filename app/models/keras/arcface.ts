import {
  add,
  batchNormalization,
  convolution,
  dense,
  dropout,
  flatten,
  input,
  prelu,
  zeroPadding,
} from "./layer-kinds.ts";
import type { Layer } from "./layer.ts";
import type { NetworkShape } from "./network-shape.ts";

const epsilon = 2e-5;

function plain(from: Layer, name: string, filters: number, size: number, stride = 1): Layer {
  return convolution(from, name, filters, size, { stride, hasOffset: false });
}

/** Two convolutions beside a way past them, which is a convolution too where sides or channels change. */
function block(from: Layer, name: string, filters: number, stride: number, isChanging: boolean): Layer {
  const past = isChanging
    ? batchNormalization(plain(from, `${name}_0_conv`, filters, 1, stride), `${name}_0_bn`, epsilon)
    : from;
  const first = zeroPadding(batchNormalization(from, `${name}_1_bn`, epsilon), 1);
  const between = batchNormalization(plain(first, `${name}_1_conv`, filters, 3), `${name}_2_bn`, epsilon);
  const second = zeroPadding(prelu(between, `${name}_1_prelu`), 1);
  const last = plain(second, `${name}_2_conv`, filters, 3, stride);
  return add(`${name}_add`, past, batchNormalization(last, `${name}_3_bn`, epsilon));
}

function stack(from: Layer, name: string, filters: number, blocks: number): Layer {
  let last = block(from, `${name}_block1`, filters, 2, true);
  for (let at = 2; at <= blocks; at++) last = block(last, `${name}_block${at}`, filters, 1, false);
  return last;
}

/** ArcFace (Deng et al., CVPR 2019) on a ResNet of 34 layers as DeepFace publishes it: 512 numbers. */
export function arcFace(): NetworkShape {
  const start = plain(zeroPadding(input([112, 112, 3]), 1), "conv1_conv", 64, 3);
  let last = prelu(batchNormalization(start, "conv1_bn", epsilon), "conv1_prelu");
  for (const [name, filters, blocks] of [
    ["conv2", 64, 3],
    ["conv3", 128, 4],
    ["conv4", 256, 6],
    ["conv5", 512, 3],
  ] as const) {
    last = stack(last, name, filters, blocks);
  }
  const flat = flatten(dropout(batchNormalization(last, "batch_normalization", epsilon)));
  const embedding = batchNormalization(dense(flat, "dense", 512), "embedding", epsilon);
  return { last: embedding, descriptors: { 512: embedding } };
}
