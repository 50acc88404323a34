import type { Operator } from "./operator.ts";
import { arithmetic } from "./operators/arithmetic.ts";
import { convolutions } from "./operators/convolution.ts";
import { poolings } from "./operators/pooling.ts";
import { selections } from "./operators/selection.ts";
import { shapes } from "./operators/shapes.ts";
import { sums } from "./operators/sums.ts";

/** Every operator of ONNX that TensorFlow computes here, by its name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({ ...arithmetic, ...convolutions, ...poolings, ...selections, ...shapes, ...sums }),
);
