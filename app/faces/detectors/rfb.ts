import type { LoadedModel, Tensor } from "../../models/runtime.ts";
import type { Pixels } from "../../photo/pixels.ts";
import { clipBox, scaleBox, type Box } from "../geometry.ts";
import { suppressOverlaps } from "../suppress.ts";
import { cutTensor, tensorFromPixels, type PictureInput } from "../tensor-from-pixels.ts";
import type { Detection, Detector, ResizePixels } from "./detector.ts";

/** The network's fixed input (Ultra-Light-Fast-Generic-Face-Detector, RFB-320). */
const canvas = { width: 320, height: 240 } as const;

const input: PictureInput = { channels: "rgb", mean: [127, 127, 127], scale: [1 / 128, 1 / 128, 1 / 128] };

/** Settings of the RFB-320 detector. */
export interface RfbOptions {
  readonly minimumScore: number;
  /** Intersection over union above which the weaker of two boxes goes. */
  readonly maximumOverlap: number;
  /** Long side, in pixels, of the enlarged look that is cut into tiles. */
  readonly tiledLongSide: number;
  /** Taller faces than this, in pixels of a tile, are left to the look at the whole picture. */
  readonly largestInTile: number;
}

/** Decisions 0003 has the measurements. */
export const rfbDefaults: RfbOptions = {
  minimumScore: 0.8,
  maximumOverlap: 0.3,
  tiledLongSide: 640,
  largestInTile: 100,
};

/**
 * Where tiles of `tile` pixels start so that they cover `length` pixels and neighbours share about half a
 * tile: a face that one tile cuts lies whole in the next. Always includes 0; one tile when it covers all.
 */
export function tileStarts(length: number, tile: number): number[] {
  if (length <= tile) return [0];
  const steps = Math.ceil((length - tile) / (tile / 2));
  return Array.from({ length: steps + 1 }, (_, index) => Math.round((index * (length - tile)) / steps));
}

/** Decodes corner boxes (0 to 1 of the canvas) and two-class scores into faces in pixels of the canvas. */
export function decodeRfb(scores: Float32Array, boxes: Float32Array, minimumScore: number): Detection[] {
  const found: Detection[] = [];
  for (let row = 0; row * 2 < scores.length; row++) {
    const score = scores[row * 2 + 1] ?? 0;
    if (score < minimumScore) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(row * 4, row * 4 + 4);
    const box = {
      x: left * canvas.width,
      y: top * canvas.height,
      width: (right - left) * canvas.width,
      height: (bottom - top) * canvas.height,
    };
    if (box.width > 0 && box.height > 0) found.push({ box, score });
  }
  return found;
}

/** A detector over RFB-320: one look at the whole picture, then overlapping tiles of an enlarged one. */
export function createRfb(model: LoadedModel, resize: ResizePixels, options = rfbDefaults): Detector {
  return {
    id: "rfb-320",
    async detect(pixels) {
      const longSide = Math.max(pixels.width, pixels.height);
      const whole = await resize(pixels, longSideThatFits(pixels));
      const found = scaleAll(await detectWhole(model, whole, options), pixels.width / whole.width);
      if (longSide > Math.max(whole.width, whole.height)) {
        const enlarged = await resize(pixels, options.tiledLongSide);
        const tiled = await detectTiles(model, enlarged, options);
        found.push(...scaleAll(tiled, pixels.width / enlarged.width));
      }
      return dropFragments(suppressOverlaps(found, options.maximumOverlap)).map((face) => ({
        ...face,
        box: clipBox(face.box, pixels),
      }));
    },
  };
}

function longSideThatFits(pixels: Pixels): number {
  const factor = Math.min(1, canvas.width / pixels.width, canvas.height / pixels.height);
  return Math.floor(Math.max(pixels.width, pixels.height) * factor);
}

async function detectWhole(model: LoadedModel, pixels: Pixels, options: RfbOptions): Promise<Detection[]> {
  return await detectIn(model, tensorFromPixels(pixels, input, canvas), options);
}

async function detectTiles(model: LoadedModel, pixels: Pixels, options: RfbOptions): Promise<Detection[]> {
  // Tiles overlap: rows of what is converted once are cheaper than converting each.
  const converted = tensorFromPixels(pixels, input, {
    width: Math.max(canvas.width, pixels.width),
    height: Math.max(canvas.height, pixels.height),
  });
  const found: Detection[] = [];
  for (const top of tileStarts(pixels.height, canvas.height)) {
    for (const left of tileStarts(pixels.width, canvas.width)) {
      const faces = await detectIn(model, cutTensor(converted, canvas, left, top), options);
      const moved = faces.map(({ box, score }) => ({
        box: { ...box, x: box.x + left, y: box.y + top },
        score,
      }));
      found.push(
        ...moved.filter(
          ({ box }) => box.height <= options.largestInTile && !isCutByTile(box, pixels, left, top),
        ),
      );
    }
  }
  return found;
}

/** Faces of one canvas, in its pixels. */
async function detectIn(model: LoadedModel, tensor: Tensor, options: RfbOptions): Promise<Detection[]> {
  const outputs = await model.run({ input: tensor });
  const { scores, boxes } = outputs;
  if (scores === undefined || boxes === undefined) {
    throw new Error('The detector gave no "scores" and "boxes"; is it an RFB-320 model?');
  }
  const faces = decodeRfb(scores.data, boxes.data, options.minimumScore);
  return suppressOverlaps(faces, options.maximumOverlap);
}

/** A box at a tile's inner edge is half a face: the neighbouring tile or the whole picture has all of it. */
function isCutByTile(box: Detection["box"], pixels: Pixels, left: number, top: number): boolean {
  const margin = 2;
  return (
    (left > 0 && box.x < left + margin) ||
    (top > 0 && box.y < top + margin) ||
    (left + canvas.width < pixels.width && box.x + box.width > left + canvas.width - margin) ||
    (top + canvas.height < pixels.height && box.y + box.height > top + canvas.height - margin)
  );
}

/**
 * A tile shows the network a part of a large face, and it takes an eye or a mouth for a small one. Such a box
 * lies inside that of the face, which suppression by intersection over union does not see. Drops every box of which
 * more than 0.7 lies in a wider one.
 */
export function dropFragments(faces: readonly Detection[]): Detection[] {
  return faces.filter(
    (face) =>
      !faces.some((other) => other.box.width > face.box.width && shareInside(face.box, other.box) > 0.7),
  );
}

/** The share of a box's area that lies inside another. */
function shareInside(box: Box, other: Box): number {
  const inside = clipBox({ ...box, x: box.x - other.x, y: box.y - other.y }, other);
  return (inside.width * inside.height) / (box.width * box.height);
}

function scaleAll(faces: readonly Detection[], factor: number): Detection[] {
  return faces.map((face) => ({ ...face, box: scaleBox(face.box, factor) }));
}
