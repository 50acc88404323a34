import { ModelInputError } from "./errors.ts";
import type { Tensor } from "./runtime.ts";
import { describeDims, type NamedShape } from "./tensor-shape.ts";

/** The tensor, if the model at `path` can take it as this input. Throws ModelInputError. */
export function checkInput(path: string, input: NamedShape, tensor: Tensor | undefined): Tensor {
  const expected = describeDims(input.dims);
  if (tensor === undefined) throw new ModelInputError(path, input.name, expected, "nothing");
  const received = describeDims(tensor.dims);
  const fits =
    tensor.dims.length === input.dims.length &&
    input.dims.every((size, axis) => size === null || size === tensor.dims[axis]);
  if (!fits) throw new ModelInputError(path, input.name, expected, received);
  const length = tensor.dims.reduce((product, size) => product * size, 1);
  if (tensor.data.length !== length) {
    throw new ModelInputError(path, input.name, expected, `${received} with ${tensor.data.length} numbers`);
  }
  return tensor;
}
