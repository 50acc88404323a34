import type { Tensor4D } from "@tensorflow/tfjs-core";

import { UnusableGraphError } from "../onnx-graph.ts";
import { need, type Operator, type Preparation } from "../operator.ts";
import { channelsLast, checkDims, dimsOf, type Tensor, type Value } from "../value.ts";
import { padPicture, readWindow, type Padding, type Window } from "./convolution.ts";

/** With `ceil_mode`, a last window that begins inside the picture counts though it ends outside. */
function roundUp(padding: Padding, [height, width]: readonly [number, number], window: Window): Padding {
  const missing = (size: number, axis: 0 | 1, before: number) => {
    const stride = window.strides[axis];
    const beyond = (size - window.kernel[axis]) % stride;
    if (beyond === 0) return 0;
    const start = size - window.kernel[axis] - beyond + stride;
    return start < size - before ? stride - beyond : 0;
  };
  return {
    ...padding,
    bottom: padding.bottom + missing(height + padding.top + padding.bottom, 0, padding.bottom),
    right: padding.right + missing(width + padding.left + padding.right, 1, padding.right),
  };
}

function preparePool({ attributes }: Preparation): (value: Value) => { window: Window; padding: Padding } {
  const kernel = attributes.pair("kernel_shape", [0, 0]);
  const window = readWindow(attributes, kernel);
  if (window.dilations.some((dilation) => dilation > 1)) {
    throw new UnusableGraphError("it pools with dilations, which is not supported.");
  }
  const isRoundedUp = attributes.integer("ceil_mode", 0) === 1;
  return (value) => {
    const [, , height = 0, width = 0, ...more] = dimsOf(value);
    if (more.length > 0) throw new UnusableGraphError("it pools what is no picture.");
    const given = window.paddingFor(height, width);
    const padding = isRoundedUp ? roundUp(given, [height, width], window) : given;
    const isSmaller =
      height + padding.top + padding.bottom < kernel[0] || width + padding.left + padding.right < kernel[1];
    if (isSmaller) throw new UnusableGraphError("a picture is smaller than what looks at it.");
    return { window, padding };
  };
}

const maxPool: Operator = (preparation) => {
  const { tf } = preparation.workspace;
  const windowFor = preparePool(preparation);
  return (values) => {
    const value = need(values, 0);
    const { window, padding } = windowFor(value);
    // The least number of float32: not every kernel takes infinity.
    const padded = padPicture(tf, preparation.workspace.channelsLast(value), padding, -3.4e38) as Tensor4D;
    return [channelsLast(tf.maxPool(padded, [...window.kernel], window.strides, "valid"))];
  };
};

const averagePool: Operator = (preparation) => {
  const { tf } = preparation.workspace;
  const windowFor = preparePool(preparation);
  const countsPadding = preparation.attributes.integer("count_include_pad", 0) === 1;
  return (values) => {
    const value = need(values, 0);
    const { window, padding } = windowFor(value);
    const picture = preparation.workspace.channelsLast(value);
    const average = (tensor: Tensor) =>
      tf.avgPool(padPicture(tf, tensor, padding, 0) as Tensor4D, [...window.kernel], window.strides, "valid");
    const averages = average(picture);
    const isPadded = Object.values(padding).some((pad) => Number(pad) > 0);
    if (countsPadding || !isPadded) return [channelsLast(averages)];
    const [batch = 1, height = 1, width = 1] = picture.shape;
    return [channelsLast(tf.div(averages, average(tf.ones([batch, height, width, 1]))))];
  };
};

const globalPool =
  (reduce: "mean" | "max"): Operator =>
  ({ workspace }) =>
  (values) => {
    const value = need(values, 0);
    if (dimsOf(value).length !== 4) throw new UnusableGraphError("it pools what is no picture.");
    return [channelsLast(workspace.tf[reduce](workspace.channelsLast(value), [1, 2], true))];
  };

/** Other sizes of pictures. The ways of finding the source of a pixel are those that both ONNX and TensorFlow have. */
const resize: Operator = ({ node, attributes, workspace }) => {
  const { tf } = workspace;
  const isOld = node.operator === "Upsample";
  const mode = attributes.text("mode", "nearest");
  const way = isOld ? "asymmetric" : attributes.text("coordinate_transformation_mode", "half_pixel");
  const rounding = isOld ? "floor" : attributes.text("nearest_mode", "round_prefer_floor");
  if (mode !== "nearest" && mode !== "linear") {
    throw new UnusableGraphError(`it resizes by "${mode}", which is not supported.`);
  }
  return (values) => {
    const value = need(values, 0);
    const dims = dimsOf(value);
    const sizes = resizedDims(values, dims, isOld, attributes.numbers("scales")?.data);
    const [, , height = 0, width = 0] = sizes;
    const isWhole = [2, 3].every((axis) => (sizes[axis] ?? 0) % (dims[axis] ?? 1) === 0);
    const picture = workspace.channelsLast(value) as Tensor4D;
    if (mode === "nearest") {
      // Enlarged by a whole number, every way that rounds down from the middle finds the same pixel.
      const isPlain = way === "asymmetric" && rounding === "floor";
      const isAlike =
        isWhole && (way === "asymmetric" ? rounding === "floor" : rounding === "round_prefer_floor");
      if (!isPlain && !(isAlike && way !== "align_corners")) {
        throw new UnusableGraphError(`it resizes by "${way}" and "${rounding}", which is not supported.`);
      }
      return [channelsLast(tf.image.resizeNearestNeighbor(picture, [height, width], false, false))];
    }
    if (!["half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric"].includes(way)) {
      throw new UnusableGraphError(`it resizes by "${way}", which is not supported.`);
    }
    const isHalf = way.endsWith("half_pixel");
    return [channelsLast(tf.image.resizeBilinear(picture, [height, width], way === "align_corners", isHalf))];
  };
};

/** Inputs are picture, scales (Upsample), or picture, region, scales, sizes (Resize from version 11 on). */
function resizedDims(
  values: readonly (Value | undefined)[],
  dims: readonly number[],
  isOld: boolean,
  attribute: Float32Array | Float64Array | undefined,
): number[] {
  const listOf = (value: Value | undefined) =>
    value?.kind === "numbers" && value.data.length > 0 ? value.data : undefined;
  const scales = attribute ?? listOf(values[isOld || values.length === 2 ? 1 : 2]);
  const sizes =
    listOf(values[3]) ?? (scales && dims.map((size, axis) => Math.floor(size * (scales[axis] ?? 0))));
  const isPicture = dims.length === 4 && sizes?.length === 4 && sizes[0] === dims[0] && sizes[1] === dims[1];
  const [, , height = 0, width = 0] = sizes ?? [];
  if (!isPicture || height < 1 || width < 1) {
    throw new UnusableGraphError("it resizes other than height and width by fixed factors.");
  }
  return checkDims([...sizes]);
}

export const poolings: Readonly<Record<string, Operator>> = {
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: globalPool("mean"),
  GlobalMaxPool: globalPool("max"),
  Resize: resize,
  Upsample: resize,
};
