import type { Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";

import type { Tensor, TensorFlow } from "../runtimes/tensorflow/value.ts";
import type { ActivationName, Layer, Operation } from "./layer.ts";

/** A layer ready to compute: its operation, perhaps with the activation of the layer after it, and its weights. */
export interface Computation {
  readonly layer: Layer;
  readonly activation: ActivationName;
  readonly weights: readonly Tensor[];
}

type OperationOf<Kind extends Operation["kind"]> = Extract<Operation, { readonly kind: Kind }>;

/** Keeps the root of a vector of zeros from dividing by zero, as Keras's own does. */
const smallestSquare = 1e-12;

function activate(tf: TensorFlow, tensor: Tensor, activation: ActivationName): Tensor {
  switch (activation) {
    case "linear":
      return tensor;
    case "relu":
      return tf.relu(tensor);
    case "softmax":
      return tf.softmax(tensor);
  }
}

function convolve(
  tf: TensorFlow,
  { stride, padding }: OperationOf<"convolution">,
  input: Tensor,
  { weights: [kernel, offset], activation }: Computation,
): Tensor {
  const isFused = activation !== "softmax";
  const convolved = tf.fused.conv2d({
    ...{ x: input as Tensor4D, filter: kernel as Tensor4D, strides: stride, pad: padding },
    ...(offset !== undefined && { bias: offset }),
    activation: isFused ? activation : "linear",
  });
  return isFused ? convolved : activate(tf, convolved, activation);
}

/** Every window as one row of its place; then each place is multiplied with weights of its own. */
function convolveLocally(
  tf: TensorFlow,
  { size, stride }: OperationOf<"local-convolution">,
  input: Tensor,
  { layer, weights, activation }: Computation,
): Tensor {
  const [kernel, offset] = weights as [Tensor3D, Tensor3D];
  const [rows = 1, columns = 1, filters = 1] = layer.output;
  const channels = input.shape[3] ?? 1;
  const parts: Tensor[] = [];
  for (let top = 0; top < size; top++) {
    for (let left = 0; left < size; left++) {
      const end = [1, top + (rows - 1) * stride + 1, left + (columns - 1) * stride + 1, channels];
      parts.push(tf.stridedSlice(input, [0, top, left, 0], end, [1, stride, stride, 1]));
    }
  }
  const windows = tf.reshape(tf.concat(parts, 3), [rows * columns, 1, size * size * channels]);
  const multiplied = tf.reshape(tf.matMul(windows, kernel), [1, rows, columns, filters]);
  return activate(tf, tf.add(multiplied, offset), activation);
}

function multiply(tf: TensorFlow, input: Tensor, { weights, activation }: Computation): Tensor {
  const [kernel, offset] = weights;
  const multiplied = tf.matMul(input, kernel as Tensor3D);
  return activate(tf, offset === undefined ? multiplied : tf.add(multiplied, offset), activation);
}

function pool(
  tf: TensorFlow,
  { kind, size, stride, padding }: OperationOf<"max-pooling" | "average-pooling">,
  input: Tensor4D,
): Tensor {
  return kind === "max-pooling"
    ? tf.maxPool(input, size, stride, padding)
    : tf.avgPool(input, size, stride, padding);
}

function needWeight({ layer, weights }: Computation, at: number): Tensor {
  const found = weights[at];
  if (found === undefined) throw new RangeError(`The layer ${layer.name} has no weights`);
  return found;
}

/** What a layer makes of its inputs, a batch of pictures. The tensors in between are the caller's to tidy. */
export function compute(tf: TensorFlow, computation: Computation, inputs: readonly Tensor[]): Tensor {
  const { operation } = computation.layer;
  const [input] = inputs;
  if (input === undefined) throw new RangeError(`The layer ${computation.layer.name} has no input`);
  const weight = (at: number): Tensor => needWeight(computation, at);
  switch (operation.kind) {
    case "convolution":
      return convolve(tf, operation, input, computation);
    case "local-convolution":
      return convolveLocally(tf, operation, input, computation);
    case "dense":
      return multiply(tf, input, computation);
    case "batch-normalization":
      // What the file has was joined to a factor and an offset when it was loaded.
      return activate(tf, tf.add(tf.mul(input, weight(0)), weight(1)), computation.activation);
    case "prelu":
      return tf.prelu(input, weight(0));
    case "activation":
      return activate(tf, input, operation.activation);
    case "max-pooling":
    case "average-pooling":
      return pool(tf, operation, input as Tensor4D);
    case "global-average":
      return tf.mean(input, [1, 2]);
    case "zero-padding": {
      const sides: [number, number] = [...operation.sides];
      return tf.pad(input, [[0, 0], sides, sides, [0, 0]]);
    }
    case "local-response":
      return tf.localResponseNormalization(input as Tensor4D, 5, 1, operation.alpha, operation.beta);
    case "scale":
      return tf.mul(input, operation.factor);
    case "square":
      return tf.square(input);
    case "square-root":
      return tf.sqrt(input);
    case "add":
      return inputs.slice(1).reduce((sum, other) => tf.add(sum, other), input);
    case "concatenation":
      return tf.concat([...inputs], -1);
    case "flatten":
      return tf.reshape(input, [input.shape[0], -1]);
    case "turn":
      return tf.transpose(input, [0, 2, 1, 3]);
    case "unit-length": {
      const squares = tf.sum(tf.square(input), -1, true);
      return tf.div(input, tf.sqrt(tf.maximum(squares, smallestSquare)));
    }
    case "input":
    case "dropout":
      return tf.clone(input);
  }
}
