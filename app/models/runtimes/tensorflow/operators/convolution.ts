import type { Tensor4D } from "@tensorflow/tfjs-core";

import { UnusableGraphError, type OnnxNode } from "../onnx-graph.ts";
import { Attributes, need, type Operator, type Preparation } from "../operator.ts";
import { channelsLast, checkDims, dimsOf, type Tensor, type Value } from "../value.ts";

type Sides = [[number, number], [number, number], [number, number], [number, number]];

/** Padding in pixels. */
export interface Padding {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** How a window moves over a picture. */
export interface Window {
  readonly kernel: readonly [number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  /** For a picture of this height and width. */
  paddingFor(height: number, width: number): Padding;
}

/** Reads what convolution and pooling have in common. Throws UnusableGraphError for other than two axes. */
export function readWindow(attributes: Attributes, kernel: readonly [number, number]): Window {
  const strides = attributes.pair("strides", [1, 1]);
  const dilations = attributes.pair("dilations", [1, 1]);
  const automatic = attributes.text("auto_pad", "NOTSET");
  const [top = 0, left = 0, bottom = 0, right = 0, ...more] = attributes.integers("pads") ?? [];
  const pads = { top, left, bottom, right };
  if (more.length > 0 || Object.values(pads).some((pad) => pad < 0 || pad > 4096)) {
    throw new UnusableGraphError("it pads pictures in a way that makes no sense.");
  }
  const same = (size: number, axis: 0 | 1): [before: number, after: number] => {
    const reach = (kernel[axis] - 1) * dilations[axis] + 1;
    const missing = Math.max(0, (Math.ceil(size / strides[axis]) - 1) * strides[axis] + reach - size);
    const less = Math.floor(missing / 2);
    return automatic === "SAME_UPPER" ? [less, missing - less] : [missing - less, less];
  };
  return {
    ...{ kernel, strides, dilations },
    paddingFor(height, width) {
      if (!automatic.startsWith("SAME")) return pads;
      const [above, below] = same(height, 0);
      const [before, after] = same(width, 1);
      return { top: above, left: before, bottom: below, right: after };
    },
  };
}

/** Padding as TensorFlow takes it, with channels last. */
export function explicitPadding({ top, left, bottom, right }: Padding): "valid" | Sides {
  if (top + left + bottom + right === 0) return "valid";
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** Pads a picture with channels last with a number. */
export function padPicture(
  tf: Preparation["workspace"]["tf"],
  picture: Tensor,
  padding: Padding,
  fill: number,
): Tensor {
  const sides = explicitPadding(padding);
  return sides === "valid" ? picture : tf.pad(picture, sides, fill);
}

interface Activation {
  readonly activation: "linear" | "relu" | "relu6" | "prelu" | "leakyrelu" | "sigmoid";
  readonly leakyreluAlpha?: number;
  readonly preluActivationWeights?: Tensor;
}

function readActivation(node: OnnxNode | undefined, slope: Tensor | undefined): Activation {
  switch (node?.operator) {
    case undefined:
      return { activation: "linear" };
    case "Relu":
      return { activation: "relu" };
    case "Clip":
      return { activation: "relu6" };
    case "Sigmoid":
      return { activation: "sigmoid" };
    case "LeakyRelu":
      return { activation: "leakyrelu", leakyreluAlpha: new Attributes(node).number("alpha", 0.01) };
    default:
      return { activation: "prelu", ...(slope !== undefined && { preluActivationWeights: slope }) };
  }
}

/** Padding that the compiled kernels of every backend compute alike. */
function checkPicture(value: Value, channels: number, window: Window, outputs: number): Padding {
  const [batch = 0, found, height = 0, width = 0, ...more] = dimsOf(value);
  if (found !== channels || more.length > 0 || dimsOf(value).length !== 4) {
    throw new UnusableGraphError(`a convolution of ${channels} channels gets ${dimsOf(value).join("x")}.`);
  }
  const padding = window.paddingFor(height, width);
  const sideOf = (size: number, axis: 0 | 1) =>
    Math.floor((size - (window.kernel[axis] - 1) * window.dilations[axis] - 1) / window.strides[axis]) + 1;
  const [rows, columns] = [
    sideOf(height + padding.top + padding.bottom, 0),
    sideOf(width + padding.left + padding.right, 1),
  ];
  if (rows < 1 || columns < 1) throw new UnusableGraphError("a picture is smaller than what looks at it.");
  checkDims([batch, outputs, rows, columns]);
  return padding;
}

/** Convolution of pictures by constant weights, in groups or not, with its bias and activation in one kernel. */
const convolution: Operator = (preparation) => {
  const { node, attributes, workspace } = preparation;
  const { tf } = workspace;
  const weights = preparation.constantAt(1);
  if (weights?.dims.length !== 4 || weights.data.length === 0) {
    throw new UnusableGraphError("it has a convolution that is not of a picture by fixed weights.");
  }
  const [outputs = 0, inputs = 0, height = 0, width = 0] = weights.dims;
  const groups = attributes.integer("group", 1);
  const bias = node.inputs[2] === undefined || node.inputs[2] === "" ? undefined : preparation.constantAt(2);
  const isRight =
    groups >= 1 && outputs % groups === 0 && (bias === undefined || bias.data.length === outputs);
  const lacksBias = bias === undefined && (node.inputs[2] ?? "") !== "";
  if (!isRight || lacksBias) throw new UnusableGraphError("it has a convolution whose weights do not fit.");
  const window = readWindow(attributes, [height, width]);
  const isStrided = window.strides.some((stride) => stride > 1);
  if (isStrided && window.dilations.some((dilation) => dilation > 1)) {
    throw new UnusableGraphError("it has a convolution with both strides and dilations.");
  }
  const slopes = node.activation === undefined ? undefined : preparation.constantAt(3);
  const slope = slopes && workspace.hold(slopes, "slope", (tensor) => tf.reshape(tensor, [outputs]));
  const common = {
    ...{ strides: window.strides, dilations: window.dilations },
    ...readActivation(node.activation, slope),
  };
  const isDepthwise = groups > 1 && inputs === 1;
  const filter = workspace.hold(weights, isDepthwise ? `filter of ${groups} groups` : "filter", (tensor) =>
    isDepthwise
      ? tf.reshape(tf.transpose(tensor, [2, 3, 0, 1]), [height, width, groups, outputs / groups])
      : tf.transpose(tensor, [2, 3, 1, 0]),
  ) as Tensor4D;
  const biasTensor = bias && workspace.hold(bias, "bias", (tensor) => tf.reshape(tensor, [outputs]));
  const offset = biasTensor === undefined ? {} : { bias: biasTensor };

  return (values) => {
    const value = need(values, 0);
    const padding = checkPicture(value, inputs * groups, window, outputs);
    const picture = workspace.channelsLast(value) as Tensor4D;
    const pad = explicitPadding(padding);
    if (isDepthwise) {
      // The declared type leaves explicit padding out; the kernels of both backends have it (test/models/runtimes).
      const x = { x: picture, filter, pad: pad as "valid" };
      return [channelsLast(tf.fused.depthwiseConv2d({ ...common, ...offset, ...x }))];
    }
    if (groups === 1)
      return [channelsLast(tf.fused.conv2d({ ...common, ...offset, x: picture, filter, pad }))];
    const padded = padPicture(tf, picture, padding, 0) as Tensor4D;
    return [channelsLast(convolveGroups(padded, filter, biasTensor))];
  };

  function convolveGroups(picture: Tensor4D, filters: Tensor4D, added: Tensor | undefined): Tensor {
    const parts = tf.split(picture, groups, 3);
    const partFilters = tf.split(filters, groups, 3);
    const results = parts.map((part, index) =>
      tf.conv2d(
        part as Tensor4D,
        (partFilters[index] ?? filters) as Tensor4D,
        window.strides,
        "valid",
        "NHWC",
        window.dilations,
      ),
    );
    const joined = tf.concat(results, 3);
    return added === undefined ? joined : tf.add(joined, added);
  }
};

export const convolutions: Readonly<Record<string, Operator>> = { Conv: convolution };
