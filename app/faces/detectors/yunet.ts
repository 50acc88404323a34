import type { LoadedModel, Tensor } from "../../models/runtime.ts";
import type { Point } from "../geometry.ts";
import type { Canvas, PictureInput } from "../tensor-from-pixels.ts";
import type { Detection, Detector, ResizePixels } from "./detector.ts";
import { createTwoLooks, type Looks } from "./looks.ts";

/** The network predicts one face a cell on three grids (Wu et al., YuNet, Machine Intelligence Research 2023). */
const strides = [8, 16, 32] as const;

/** The authors' own value for suppression. */
const maximumOverlap = 0.3;

const input: PictureInput = { channels: "bgr", mean: [0, 0, 0], scale: [1, 1, 1] };

/** Settings of the YuNet detector. */
export interface YunetOptions extends Looks {
  /** Faces below this score are dropped. */
  readonly minimumScore: number;
}

/** Decisions 0003: 640 finds all but small faces; a second look costs four times as much. */
export const yunetDefaults: YunetOptions = {
  minimumScore: 0.65,
  firstLongSide: 640,
  secondLongSide: 1280,
  smallFace: 32,
};

/** The outputs of one stride as flat arrays; one entry a cell, cells row by row. */
export interface StrideOutput {
  readonly stride: number;
  /** Cells in a row of the grid. */
  readonly columns: number;
  readonly faceness: Float32Array;
  readonly objectness: Float32Array;
  /** Four numbers a cell: centre offset x, y and the logarithm of width and height, in strides. */
  readonly boxes: Float32Array;
  /** Ten numbers a cell: five points as offsets in strides. */
  readonly points: Float32Array;
}

/** Decodes one grid into faces, in pixels of the network's input. The score is sqrt(faceness x objectness). */
export function decodeYunet(output: StrideOutput, minimumScore: number): Detection[] {
  const found: Detection[] = [];
  const { stride, columns, faceness, objectness, boxes, points } = output;
  for (let cell = 0; cell < faceness.length; cell++) {
    const product = clampToUnit(faceness[cell] ?? 0) * clampToUnit(objectness[cell] ?? 0);
    if (product < minimumScore * minimumScore) continue;
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    const at = (values: Float32Array, index: number) => values[index] ?? 0;
    const width = Math.exp(at(boxes, cell * 4 + 2)) * stride;
    const height = Math.exp(at(boxes, cell * 4 + 3)) * stride;
    const fivePoints = Array.from({ length: 5 }, (_, point): Point => ({
      x: (column + at(points, cell * 10 + point * 2)) * stride,
      y: (row + at(points, cell * 10 + point * 2 + 1)) * stride,
    }));
    found.push({
      box: {
        x: (column + at(boxes, cell * 4)) * stride - width / 2,
        y: (row + at(boxes, cell * 4 + 1)) * stride - height / 2,
        width,
        height,
      },
      score: Math.sqrt(product),
      fivePoints,
    });
  }
  return found;
}

/** A YuNet detector over a loaded model. */
export function createYunet(model: LoadedModel, resize: ResizePixels, options = yunetDefaults): Detector {
  const { minimumScore } = options;
  const find = async (tensor: Tensor, canvas: Canvas) => await findOnce(model, tensor, canvas, minimumScore);
  return createTwoLooks({ id: "yunet", input, canvas: null, maximumOverlap, find }, resize, options);
}

async function findOnce(
  model: LoadedModel,
  tensor: Tensor,
  canvas: Canvas,
  minimumScore: number,
): Promise<Detection[]> {
  const outputs = await model.run({ input: tensor });
  return strides.flatMap((stride) =>
    decodeYunet(
      {
        stride,
        columns: canvas.width / stride,
        faceness: outputData(outputs, `cls_${stride}`),
        objectness: outputData(outputs, `obj_${stride}`),
        boxes: outputData(outputs, `bbox_${stride}`),
        points: outputData(outputs, `kps_${stride}`),
      },
      minimumScore,
    ),
  );
}

function outputData(outputs: Record<string, Tensor>, name: string): Float32Array {
  const tensor = outputs[name];
  if (tensor === undefined) throw new Error(`The detector gave no output "${name}"; is it a YuNet model?`);
  return tensor.data;
}

function clampToUnit(value: number): number {
  return Math.min(1, Math.max(0, value));
}
