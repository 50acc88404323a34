import type { Layer } from "./layers.ts";

/** Sides and channels of the picture that VGG-Face looks at. */
export const vggFaceInput = [224, 224, 3] as const;

/** Numbers of the descriptor: the last layer before softmax, one for each person it was trained on. */
export const vggFaceDimensions = 2622;

function convolution(
  name: string,
  filters: number,
  size: number,
  activation: "relu" | "linear" = "relu",
): Layer {
  return { kind: "convolution", name, filters, size, activation };
}

/** Convolutions of 3 x 3 that keep the sides, then half the sides. */
function block(number: number, filters: number, convolutions: number): Layer[] {
  const pairs = Array.from({ length: convolutions }, (_unused, index): Layer[] => [
    { kind: "zero-padding", sides: 1 },
    convolution(`conv${number}_${index + 1}`, filters, 3),
  ]);
  return [...pairs.flat(), { kind: "max-pooling", size: 2, stride: 2 }];
}

/**
 * VGG-Face (Parkhi et al., Deep Face Recognition, BMVC 2015) as "Deep Face Recognition with Keras" writes it, up to the
 * layer before softmax. What were full layers are convolutions; dropout does nothing outside of training.
 */
export const vggFace: readonly Layer[] = [
  ...block(1, 64, 2),
  ...block(2, 128, 2),
  ...block(3, 256, 3),
  ...block(4, 512, 3),
  ...block(5, 512, 3),
  convolution("fc6", 4096, 7),
  convolution("fc7", 4096, 1),
  convolution("fc8", vggFaceDimensions, 1, "linear"),
  { kind: "flatten" },
];
