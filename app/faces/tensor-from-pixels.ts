import type { Tensor } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";

/** How a network wants its picture: `value = (byte - mean) * scale` for each channel, in this order. */
export interface PictureInput {
  readonly channels: "rgb" | "bgr" | "grey";
  /** One number a channel, in the order of `channels`. */
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  /** Then every number less the picture's mean, divided by its standard deviation (Facenet's "prewhitening"). */
  readonly isStandardised?: boolean | undefined;
}

/** Where a picture lies on the network's canvas. Pixels outside it have the value of a black pixel. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
}

/** ITU-R BT.601 luma, the weights every grey conversion of this field uses. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/**
 * Turns a picture into a 1 x channels x height x width tensor of the canvas's size. The picture lies in the upper left
 * corner; what of it does not fit on the canvas is left out.
 */
export function tensorFromPixels(pixels: Pixels, input: PictureInput, canvas: Canvas): Tensor {
  const planeLength = canvas.width * canvas.height;
  const planes = input.channels === "grey" ? 1 : 3;
  const data = new Float32Array(planes * planeLength);
  const lookups = lookupsOf(input);
  if (pixels.width < canvas.width || pixels.height < canvas.height) {
    for (const [plane, lookup] of lookups.entries()) {
      data.fill(lookup[0] ?? 0, plane * planeLength, (plane + 1) * planeLength);
    }
  }
  if (input.channels === "grey") fillGrey(data, pixels, lookups, canvas);
  else fillColour(data, pixels, lookups, canvas, input.channels === "bgr");
  if (input.isStandardised === true) standardise(data);
  return { dims: [1, planes, canvas.height, canvas.width], data };
}

/** Mean 0 and standard deviation 1; a picture of one colour, whose deviation is 0, is not blown up. */
function standardise(data: Float32Array): void {
  let sum = 0;
  for (const value of data) sum += value;
  const mean = sum / data.length;
  let squares = 0;
  for (const value of data) squares += (value - mean) ** 2;
  const deviation = Math.max(Math.sqrt(squares / data.length), 1 / Math.sqrt(data.length));
  for (let at = 0; at < data.length; at++) data[at] = ((data[at] ?? 0) - mean) / deviation;
}

/** Copies the window of such a tensor that starts at (`left`, `top`) and has this size; it must lie inside. */
export function cutTensor(tensor: Tensor, window: Canvas, left: number, top: number): Tensor {
  const [, planes = 0, height = 0, width = 0] = tensor.dims;
  const data = new Float32Array(planes * window.height * window.width);
  for (let row = 0; row < planes * window.height; row++) {
    const plane = Math.floor(row / window.height);
    const start = (plane * height + top + (row % window.height)) * width + left;
    data.set(tensor.data.subarray(start, start + window.width), row * window.width);
  }
  return { dims: [1, planes, window.height, window.width], data };
}

/** Made once for each network: many pictures are smaller than their tables. */
const madeLookups = new WeakMap<PictureInput, Float32Array[]>();

/** The normalised value of each of the 256 bytes, by plane: a table is twice as fast as the arithmetic. */
function lookupsOf(input: PictureInput): Float32Array[] {
  const made = madeLookups.get(input);
  if (made !== undefined) return made;
  const lookups = Array.from({ length: input.channels === "grey" ? 1 : 3 }, (_, plane) => {
    const mean = input.mean[plane] ?? 0;
    const scale = input.scale[plane] ?? 1;
    return Float32Array.from({ length: 256 }, (_unused, byte) => (byte - mean) * scale);
  });
  madeLookups.set(input, lookups);
  return lookups;
}

function fillColour(
  data: Float32Array,
  pixels: Pixels,
  lookups: readonly Float32Array[],
  canvas: Canvas,
  isBlueFirst: boolean,
): void {
  const columns = Math.min(canvas.width, pixels.width);
  const rows = Math.min(canvas.height, pixels.height);
  for (const [plane, lookup] of lookups.entries()) {
    const channel = isBlueFirst ? 2 - plane : plane;
    for (let row = 0; row < rows; row++) {
      let source = row * pixels.width * 3 + channel;
      let target = (plane * canvas.height + row) * canvas.width;
      for (let column = 0; column < columns; column++) {
        data[target++] = lookup[pixels.data[source] ?? 0] ?? 0;
        source += 3;
      }
    }
  }
}

function fillGrey(
  data: Float32Array,
  pixels: Pixels,
  lookups: readonly Float32Array[],
  canvas: Canvas,
): void {
  const zero = lookups[0]?.[0] ?? 0;
  const scale = (lookups[0]?.[1] ?? 0) - zero;
  const columns = Math.min(canvas.width, pixels.width);
  const rows = Math.min(canvas.height, pixels.height);
  for (let row = 0; row < rows; row++) {
    let source = row * pixels.width * 3;
    let target = row * canvas.width;
    for (let column = 0; column < columns; column++) {
      const grey = luma(pixels.data[source] ?? 0, pixels.data[source + 1] ?? 0, pixels.data[source + 2] ?? 0);
      data[target++] = zero + grey * scale;
      source += 3;
    }
  }
}
