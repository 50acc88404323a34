import type { Tensor } from "../models/runtime.ts";
import type { Pixels } from "../photo/pixels.ts";

/** How a network wants its picture: `value = (byte - mean) * scale` for each channel, in this order. */
export interface PictureInput {
  readonly channels: "rgb" | "bgr" | "grey";
  /** One number a channel, in the order of `channels`. */
  readonly mean: readonly number[];
  readonly scale: readonly number[];
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
 * Turns a window of a picture into a 1 x channels x height x width tensor.
 *
 * The window starts at (`left`, `top`) of the picture and has the size of the canvas; what lies beyond the
 * picture's right or lower edge is black. `left` and `top` are whole and not negative.
 */
export function tensorFromPixels(
  pixels: Pixels,
  input: PictureInput,
  canvas: Canvas,
  left = 0,
  top = 0,
): Tensor {
  const planeLength = canvas.width * canvas.height;
  const planes = input.channels === "grey" ? 1 : 3;
  const data = new Float32Array(planes * planeLength);
  const lookups = byteLookups(input, planes);
  const columns = Math.min(canvas.width, pixels.width - left);
  const rows = Math.min(canvas.height, pixels.height - top);
  if (columns < canvas.width || rows < canvas.height) {
    for (const [plane, lookup] of lookups.entries()) {
      data.fill(lookup[0] ?? 0, plane * planeLength, (plane + 1) * planeLength);
    }
  }
  if (input.channels === "grey") fillGrey(data, pixels, lookups, { canvas, left, top, columns, rows });
  else fillColour(data, pixels, lookups, { canvas, left, top, columns, rows }, input.channels === "bgr");
  return { dims: [1, planes, canvas.height, canvas.width], data };
}

interface Window {
  readonly canvas: Canvas;
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** The normalised value of each of the 256 bytes: a table is twice as fast as the arithmetic. */
function byteLookups(input: PictureInput, planes: number): Float32Array[] {
  return Array.from({ length: planes }, (_, plane) => {
    const mean = input.mean[plane] ?? 0;
    const scale = input.scale[plane] ?? 1;
    return Float32Array.from({ length: 256 }, (_unused, byte) => (byte - mean) * scale);
  });
}

function fillColour(
  data: Float32Array,
  pixels: Pixels,
  lookups: readonly Float32Array[],
  window: Window,
  isBlueFirst: boolean,
): void {
  const planeLength = window.canvas.width * window.canvas.height;
  for (const [plane, lookup] of lookups.entries()) {
    const channel = isBlueFirst ? 2 - plane : plane;
    for (let row = 0; row < window.rows; row++) {
      let source = ((window.top + row) * pixels.width + window.left) * 3 + channel;
      let target = plane * planeLength + row * window.canvas.width;
      for (let column = 0; column < window.columns; column++) {
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
  window: Window,
): void {
  const zero = lookups[0]?.[0] ?? 0;
  const scale = (lookups[0]?.[1] ?? 0) - zero;
  for (let row = 0; row < window.rows; row++) {
    let source = ((window.top + row) * pixels.width + window.left) * 3;
    let target = row * window.canvas.width;
    for (let column = 0; column < window.columns; column++) {
      const grey = luma(pixels.data[source] ?? 0, pixels.data[source + 1] ?? 0, pixels.data[source + 2] ?? 0);
      data[target++] = zero + grey * scale;
      source += 3;
    }
  }
}
