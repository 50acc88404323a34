import { z } from "zod";

import type { LoadedModel, Tensor } from "../../models/runtime.ts";
import type { Canvas } from "../tensor-from-pixels.ts";
import { decodeCenterface } from "./centerface.ts";
import type { Detection } from "./detector.ts";
import type { FaceNetwork, Looks } from "./looks.ts";
import { decodeRetinaface } from "./retinaface.ts";
import { decodeScrfd } from "./scrfd.ts";
import { decodeSsdMobilenet } from "./ssd-mobilenet.ts";
import { decodeTinyFace } from "./tiny-face.ts";

/** A detector's file with what is known of its input and outputs. */
export const describedDetector = z.strictObject({
  kind: z.enum(["scrfd", "centerface", "retinaface", "ssd-mobilenet", "tiny-face"]),
  path: z.string(),
  input: z.strictObject({
    name: z.string(),
    /** null = any multiple of 32. */
    width: z.int().positive().nullable(),
    height: z.int().positive().nullable(),
    channels: z.enum(["rgb", "bgr", "grey"]),
    mean: z.array(z.number()),
    scale: z.array(z.number()),
  }),
  /** In the order in which the decoder takes them. */
  outputs: z.array(z.string()).min(1),
});

export type DescribedDetector = z.infer<typeof describedDetector>;

type Decode = (outputs: readonly Tensor[], canvas: Canvas, minimumScore: number) => Detection[];

interface Decoder extends Looks {
  readonly minimumScore: number;
  readonly maximumOverlap: number;
  readonly decode: Decode;
}

const usualLooks: Looks = { firstLongSide: 640, secondLongSide: 1280, smallFace: 32 };

/** How each kind's outputs are read, and its settings (decisions 0003 and 0038). */
const decoders: Readonly<Record<DescribedDetector["kind"], Decoder>> = {
  scrfd: { ...usualLooks, minimumScore: 0.5, maximumOverlap: 0.4, decode: readScrfd },
  centerface: { ...usualLooks, minimumScore: 0.4, maximumOverlap: 0.3, decode: readCenterface },
  retinaface: { ...usualLooks, minimumScore: 0.8, maximumOverlap: 0.4, decode: readRetinaface },
  "ssd-mobilenet": { ...usualLooks, minimumScore: 0.6, maximumOverlap: 0.5, decode: readSsdMobilenet },
  "tiny-face": { ...usualLooks, minimumScore: 0.4, maximumOverlap: 0.4, decode: readTinyFace },
};

/** A model's outputs are not those of its kind. */
export class DetectorOutputError extends Error {
  override readonly name = "DetectorOutputError";
}

/** How closely a detector of this kind looks at a picture. */
export function looksOf(kind: DescribedDetector["kind"]): Looks {
  return decoders[kind];
}

/** The network of a loaded detector. */
export function describedNetwork(
  model: LoadedModel,
  file: DescribedDetector,
  minimumScore = decoders[file.kind].minimumScore,
): FaceNetwork {
  const { name, width, height, channels, mean, scale } = file.input;
  const { maximumOverlap, decode } = decoders[file.kind];
  return {
    id: file.kind,
    input: { channels, mean, scale },
    canvas: width === null || height === null ? null : { width, height },
    maximumOverlap,
    find: async (tensor, canvas) => {
      const outputs = await model.run({ [name]: tensor });
      const ordered = file.outputs.map((output) => {
        const found = outputs[output];
        if (found === undefined) throw new DetectorOutputError(`${file.path} gave no output "${output}".`);
        return found;
      });
      return decode(ordered, canvas, minimumScore);
    },
  };
}

/** Strides by how many there are: the networks with five have no small anchors, but further grids. */
const scrfdStrides: Readonly<Record<number, readonly number[]>> = { 3: [8, 16, 32], 5: [8, 16, 32, 64, 128] };

function readScrfd(outputs: readonly Tensor[], canvas: Canvas, minimumScore: number): Detection[] {
  // Two or three outputs a stride: scores, boxes, and points if it has them; each from the finest grid to the coarsest.
  const hasPoints = outputs.length % 3 === 0;
  const count = outputs.length / (hasPoints ? 3 : 2);
  return (scrfdStrides[count] ?? []).flatMap((stride, at) => {
    const [columns, rows] = [Math.ceil(canvas.width / stride), Math.ceil(canvas.height / stride)];
    const scores = dataOf(outputs, at);
    const anchorsPerCell = scores.length / (columns * rows);
    const distances = dataOf(outputs, count + at, scores.length * 4);
    const points = hasPoints ? dataOf(outputs, 2 * count + at, scores.length * 10) : null;
    if (!Number.isInteger(anchorsPerCell)) {
      throw new DetectorOutputError(
        `The detector gave ${scores.length} scores for ${columns}x${rows} cells.`,
      );
    }
    return decodeScrfd({ stride, columns, anchorsPerCell, scores, distances, points }, minimumScore);
  });
}

function readCenterface(outputs: readonly Tensor[], canvas: Canvas, minimumScore: number): Detection[] {
  const columns = canvas.width / 4;
  const cells = columns * (canvas.height / 4);
  const [heatmap, scale] = [dataOf(outputs, 0, cells), dataOf(outputs, 1, 2 * cells)];
  const [offset, points] = [dataOf(outputs, 2, 2 * cells), dataOf(outputs, 3, 10 * cells)];
  return decodeCenterface({ columns, heatmap, scale, offset, points }, minimumScore);
}

function readRetinaface(outputs: readonly Tensor[], canvas: Canvas, minimumScore: number): Detection[] {
  const scores = dataOf(outputs, 0);
  const boxes = dataOf(outputs, 1, scores.length * 2);
  const points = dataOf(outputs, 2, scores.length * 5);
  return decodeRetinaface({ scores, boxes, points }, canvas, minimumScore);
}

function readSsdMobilenet(outputs: readonly Tensor[], canvas: Canvas, minimumScore: number): Detection[] {
  const classes = dataOf(outputs, 0);
  const boxes = dataOf(outputs, 1, (classes.length / 3) * 4);
  return decodeSsdMobilenet({ classes, boxes }, canvas.width, minimumScore);
}

function readTinyFace(outputs: readonly Tensor[], canvas: Canvas, minimumScore: number): Detection[] {
  return decodeTinyFace(dataOf(outputs, 0), canvas.width / 32, minimumScore);
}

/** The numbers of an output. Throws DetectorOutputError when they are not as many as they should be. */
function dataOf(outputs: readonly Tensor[], at: number, length?: number): Float32Array {
  const data = outputs[at]?.data ?? new Float32Array();
  if (data.length === 0 || (length !== undefined && data.length !== length)) {
    const expected = length === undefined ? "none" : `${data.length} instead of ${length}`;
    throw new DetectorOutputError(
      `The detector's output ${at + 1} has the wrong number of numbers (${expected}); is its kind right?`,
    );
  }
  return data;
}
