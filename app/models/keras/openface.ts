import {
  averagePooling,
  batchNormalization,
  concatenation,
  convolution,
  dense,
  flatten,
  input,
  localResponse,
  maxPooling,
  relu,
  scale,
  square,
  squareRoot,
  unitLength,
  zeroPadding,
} from "./layer-kinds.ts";
import type { Layer } from "./layer.ts";
import type { NetworkShape } from "./network-shape.ts";

const epsilon = 0.00001;

function unit(
  from: Layer,
  names: readonly [string, string],
  filters: number,
  size: number,
  stride = 1,
): Layer {
  const [name, normalisation] = names;
  return relu(batchNormalization(convolution(from, name, filters, size, { stride }), normalisation, epsilon));
}

/** A narrow look, then a wide one over a picture with zeros around it. */
function wide(
  from: Layer,
  name: string,
  size: number,
  filters: readonly [number, number],
  stride = 1,
): Layer {
  const narrow = unit(from, [`${name}_conv1`, `${name}_bn1`], filters[0], 1);
  const padded = zeroPadding(narrow, (size - 1) / 2);
  return unit(padded, [`${name}_conv2`, `${name}_bn2`], filters[1], size, stride);
}

function pointwise(from: Layer, name: string, filters: number): Layer {
  return unit(from, [`${name}_conv`, `${name}_bn`], filters, 1);
}

/** The root of the sum of squares of 3 x 3 numbers. */
function energy(from: Layer): Layer {
  return squareRoot(scale(averagePooling(square(from), 3, 3), 9));
}

function inception3a(from: Layer): Layer {
  const name = "inception_3a";
  return concatenation(
    name,
    wide(from, `${name}_3x3`, 3, [96, 128]),
    wide(from, `${name}_5x5`, 5, [16, 32]),
    zeroPadding(pointwise(maxPooling(from, 3, 2), `${name}_pool`, 32), 3, 4),
    pointwise(from, `${name}_1x1`, 64),
  );
}

function inception3b(from: Layer): Layer {
  const name = "inception_3b";
  return concatenation(
    name,
    wide(from, `${name}_3x3`, 3, [96, 128]),
    wide(from, `${name}_5x5`, 5, [32, 64]),
    zeroPadding(pointwise(energy(from), `${name}_pool`, 64), 4),
    pointwise(from, `${name}_1x1`, 64),
  );
}

/** An inception that halves the sides. */
function halving(
  from: Layer,
  name: string,
  three: readonly [number, number],
  five: readonly [number, number],
): Layer {
  return concatenation(
    name,
    wide(from, `${name}_3x3`, 3, three, 2),
    wide(from, `${name}_5x5`, 5, five, 2),
    zeroPadding(maxPooling(from, 3, 2), 0, 1),
  );
}

function inception4a(from: Layer): Layer {
  const name = "inception_4a";
  return concatenation(
    name,
    wide(from, `${name}_3x3`, 3, [96, 192]),
    wide(from, `${name}_5x5`, 5, [32, 64]),
    zeroPadding(pointwise(energy(from), `${name}_pool`, 128), 2),
    pointwise(from, `${name}_1x1`, 256),
  );
}

/** The last two, which differ in what their second branch looks at. */
function inception5(from: Layer, name: string, pooled: Layer): Layer {
  return concatenation(
    name,
    wide(from, `${name}_3x3`, 3, [96, 384]),
    zeroPadding(pointwise(pooled, `${name}_pool`, 96), 1),
    pointwise(from, `${name}_1x1`, 256),
  );
}

/** OpenFace (Amos et al., 2016), its network nn4.small2 as it was brought to Keras: 128 numbers of length 1. */
export function openFace(): NetworkShape {
  const first = unit(zeroPadding(input([96, 96, 3]), 3), ["conv1", "bn1"], 64, 7, 2);
  const second = unit(localResponse(maxPooling(zeroPadding(first, 1), 3, 2)), ["conv2", "bn2"], 64, 1);
  const third = unit(zeroPadding(second, 1), ["conv3", "bn3"], 192, 3);
  const start = maxPooling(zeroPadding(localResponse(third), 1), 3, 2);
  const sides12 = inception3b(inception3a(start));
  const sides6 = inception4a(halving(sides12, "inception_3c", [128, 256], [32, 64]));
  const sides3 = halving(sides6, "inception_4e", [160, 256], [64, 128]);
  const a = inception5(sides3, "inception_5a", energy(sides3));
  const b = inception5(a, "inception_5b", maxPooling(a, 3, 2));
  const last = unitLength(dense(flatten(averagePooling(b, 3, 1)), "dense_layer", 128));
  return { last, descriptors: { 128: last } };
}
