import { onnxModel } from "../write-onnx.ts";
import { Layers } from "./layers.ts";
import type { NamedWeights } from "./weights.ts";

/** Side of the network's input, in pixels. */
const side = 512;

/** Of batch normalisation, as the network was trained with. */
const epsilon = 0.0010000000474974513;

/** Layers of MobileNet v1 that halve the picture. */
const halving = new Set([2, 4, 6, 12]);

/**
 * The SSD MobileNet v1 that face-api finds faces with (512 x 512 pixels, 5,118 anchors), as a model file: MobileNet's 13
 * pairs of depthwise and pointwise convolutions, eight more, and six pairs of predictions. Normalisations are multiplied
 * into the convolutions before them. Input `input`, (p - 127.5) / 127.5; outputs `classes` 1 x 5118 x 3 and `boxes`
 * 1 x 5118 x 4, rows in the order of the anchors.
 */
export function ssdMobilenet(weights: ReadonlyMap<string, NamedWeights>): Buffer {
  const layers = new Layers(weights);
  const pointwise = (input: string, prefix: string, name: string, stride = 1) => {
    const filters = layers.need(`${prefix}/${name}/weights`);
    const bias = layers.need(`${prefix}/${name}/convolution_bn_offset`).data;
    return layers.clip(layers.convolve(input, { filters, bias, stride, padding: "same" }));
  };
  let out = pointwise("input", "MobilenetV1", "Conv2d_0_pointwise", 2);
  let eleventh = out;
  for (let layer = 1; layer <= 13; layer++) {
    out = depthwise(layers, out, layer);
    out = pointwise(out, "MobilenetV1", `Conv2d_${layer}_pointwise`);
    if (layer === 11) eleventh = out;
  }
  const seen = [eleventh, out];
  for (let layer = 0; layer < 8; layer++) {
    out = pointwise(out, "Prediction", `Conv2d_${layer}_pointwise`, layer % 2 === 1 ? 2 : 1);
    if (layer % 2 === 1) seen.push(out);
  }
  for (const [output, name, numbers] of [
    ["classes", "ClassPredictor", 3],
    ["boxes", "BoxEncodingPredictor", 4],
  ] as const) {
    const rows = seen.map((input, grid) => predict(layers, input, `BoxPredictor_${grid}/${name}`, numbers));
    layers.add("Concat", rows, { axis: 1 }, output);
  }
  return onnxModel({
    nodes: layers.nodes,
    inputs: { input: [1, 3, side, side] },
    outputs: ["classes", "boxes"],
    weights: layers.weights,
  });
}

function depthwise(layers: Layers, input: string, layer: number): string {
  const prefix = `MobilenetV1/Conv2d_${layer}_depthwise`;
  const { dims, data } = layers.need(`${prefix}/depthwise_weights`);
  const [gamma, beta, mean, variance] = ["gamma", "beta", "moving_mean", "moving_variance"].map(
    (name) => layers.need(`${prefix}/BatchNorm/${name}`).data,
  );
  const channels = dims[2] ?? 0;
  const factors = Array.from(
    { length: channels },
    (_, at) => (gamma?.[at] ?? 0) / Math.sqrt((variance?.[at] ?? 0) + epsilon),
  );
  const filters = {
    dims,
    data: Float32Array.from(data, (value, at) => value * (factors[at % channels] ?? 0)),
  };
  const bias = Float32Array.from(factors, (factor, at) => (beta?.[at] ?? 0) - (mean?.[at] ?? 0) * factor);
  const stride = halving.has(layer) ? 2 : 1;
  return layers.clip(layers.convolve(input, { filters, bias, stride, padding: "same", isDepthwise: true }));
}

/** The predictions of a grid as rows of `numbers`, cell by cell and in a cell anchor by anchor. */
function predict(layers: Layers, input: string, name: string, numbers: number): string {
  const filters = layers.need(`Prediction/${name}/weights`);
  const bias = layers.need(`Prediction/${name}/biases`).data;
  const planes = layers.convolve(input, { filters, bias, padding: "same" });
  const cells = layers.add("Transpose", [planes], { perm: [0, 2, 3, 1] });
  const shape = layers.constant({ dims: [3], data: [1, -1, numbers], isWhole: true });
  return layers.add("Reshape", [cells, shape]);
}
