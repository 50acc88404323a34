import { convolutions, fused } from "./convolution-cases.ts";
import { moved, summed } from "./moving-cases.ts";
import type { OperatorCase } from "./operator-graphs.ts";
import { eachNumber, poolings } from "./pooling-cases.ts";

/** Every operator, with the settings that change what it computes. */
export const operatorCases: readonly OperatorCase[] = [
  ...[convolutions, fused, poolings, eachNumber, moved, summed].flat(),
];
