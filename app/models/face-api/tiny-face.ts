import { onnxModel } from "../write-onnx.ts";
import { Layers } from "./layers.ts";
import type { NamedWeights } from "./weights.ts";

/** How much of a negative number is left. */
const leak = 0.1;

/**
 * The Tiny Face Detector of face-api (a YOLO v2 with separable convolutions) as a model file. Input `input` of any multiple of
 * 32 pixels, (p - mean) / 255; output `cells`, 25 planes with a number a cell of 32 x 32 pixels.
 */
export function tinyFace(weights: ReadonlyMap<string, NamedWeights>): Buffer {
  const layers = new Layers(weights);
  const leaky = (input: string) => layers.add("LeakyRelu", [input], { alpha: { float: leak } });
  const pool = (input: string, stride: number) =>
    layers.add("MaxPool", [input], {
      ...{ kernel_shape: [2, 2], strides: [stride, stride], auto_pad: "SAME_UPPER" },
    });
  const separable = (input: string, name: string) => {
    const depthwise = layers.need(`${name}/depthwise_filter`);
    const none = new Float32Array(depthwise.dims[2] ?? 0);
    const spread = layers.convolve(input, { filters: depthwise, bias: none, padding: 1, isDepthwise: true });
    const filters = layers.need(`${name}/pointwise_filter`);
    return leaky(layers.convolve(spread, { filters, bias: layers.need(`${name}/bias`).data, padding: 0 }));
  };
  const plain = (input: string, name: string) =>
    layers.convolve(input, {
      ...{ filters: layers.need(`${name}/filters`), bias: layers.need(`${name}/bias`).data, padding: 0 },
    });

  let out = pool(leaky(plain("input", "conv0")), 2);
  for (let layer = 1; layer <= 5; layer++) out = pool(separable(out, `conv${layer}`), layer === 5 ? 1 : 2);
  layers.add("Identity", [plain(out, "conv8")], {}, "cells");
  return onnxModel({
    nodes: layers.nodes,
    inputs: { input: [1, 3, "height", "width"] },
    outputs: ["cells"],
    weights: layers.weights,
  });
}
