import type { OnnxModelNode, Weights } from "../write-onnx.ts";
import { WeightsError, type NamedWeights } from "./weights.ts";

/** A convolution: of pictures in ONNX's order, outputs x inputs x height x width. */
interface Convolution {
  readonly filters: NamedWeights;
  readonly bias: Float32Array;
  readonly stride?: number;
  /** 0 pads nothing; "same" as much as TensorFlow does; a number that many pixels on every side. */
  readonly padding: "same" | number;
  readonly isDepthwise?: boolean;
}

/** Collects the layers of a network; each takes the name of its input and gives that of its output. */
export class Layers {
  readonly nodes: OnnxModelNode[] = [];
  readonly weights: Record<string, Weights> = {};
  readonly #named: ReadonlyMap<string, NamedWeights>;

  constructor(named: ReadonlyMap<string, NamedWeights>) {
    this.#named = named;
  }

  /** Weights by their name in face-api's file. Throws WeightsError when they are not there. */
  need(name: string): NamedWeights {
    const found = this.#named.get(name);
    if (found === undefined) throw new WeightsError(`The weights "${name}" are missing.`);
    return found;
  }

  add(
    operator: string,
    inputs: readonly string[],
    attributes: NonNullable<OnnxModelNode["attributes"]> = {},
    output = `${operator.toLowerCase()}-${this.nodes.length}`,
  ): string {
    this.nodes.push({ operator, inputs, outputs: [output], attributes });
    return output;
  }

  constant(weights: Weights): string {
    const name = `weights-${Object.keys(this.weights).length}`;
    this.weights[name] = weights;
    return name;
  }

  convolve(input: string, { filters, bias, stride = 1, padding, isDepthwise = false }: Convolution): string {
    const turned = isDepthwise ? turnDepthwise(filters) : turnFilters(filters);
    const [outputs = 0, , height = 0, width = 0] = turned.dims;
    const pads = typeof padding === "number" ? { pads: Array.from({ length: 4 }, () => padding) } : {};
    return this.add("Conv", [input, this.constant(turned), this.constant({ dims: [outputs], data: bias })], {
      ...{ kernel_shape: [height, width], strides: [stride, stride], group: isDepthwise ? outputs : 1 },
      ...(padding === "same" ? { auto_pad: "SAME_UPPER" } : pads),
    });
  }

  /** From 0 to 6. */
  clip(input: string): string {
    const [low, high] = [0, 6].map((bound) => this.constant({ dims: [], data: [bound] }));
    return this.add("Clip", [input, low ?? "", high ?? ""]);
  }
}

/** TensorFlow has height x width x inputs x outputs. */
function turnFilters({ dims, data }: NamedWeights): Weights {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = dims;
  const turned = new Float32Array(data.length);
  const area = height * width;
  for (let at = 0; at < area; at++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) {
        turned[(o * inputs + i) * area + at] = data[(at * inputs + i) * outputs + o] ?? 0;
      }
    }
  }
  return { dims: [outputs, inputs, height, width], data: turned };
}

/** TensorFlow has height x width x channels x 1; ONNX channels x 1 x height x width. */
function turnDepthwise({ dims, data }: NamedWeights): Weights {
  const [height = 0, width = 0, channels = 0] = dims;
  const turned = turnFilters({ dims: [height, width, 1, channels], data });
  return { dims: [channels, 1, height, width], data: turned.data };
}
