import type { LoadedModel, Tensor } from "../../models/runtime.ts";
import type { Pixels } from "../../photo/pixels.ts";
import { clipBox, scaleBox } from "../geometry.ts";
import { suppressOverlaps } from "../suppress.ts";
import { tensorFromPixels, type PictureInput } from "../tensor-from-pixels.ts";
import type { Detection, Detector, ResizePixels } from "./detector.ts";
import { dropFragments, findInTiles, longSideThatFits } from "./tiles.ts";

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
      const whole = await resize(pixels, longSideThatFits(pixels, canvas));
      const found = scaleAll(await detectWhole(model, whole, options), pixels.width / whole.width);
      if (longSide > Math.max(whole.width, whole.height)) {
        const enlarged = await resize(pixels, options.tiledLongSide);
        const find = async (tensor: Tensor) => await detectIn(model, tensor, options);
        const tiled = await findInTiles(
          { input, canvas, largestInTile: options.largestInTile, find },
          enlarged,
        );
        found.push(...scaleAll(tiled, pixels.width / enlarged.width));
      }
      return dropFragments(suppressOverlaps(found, options.maximumOverlap)).map((face) => ({
        ...face,
        box: clipBox(face.box, pixels),
      }));
    },
  };
}

async function detectWhole(model: LoadedModel, pixels: Pixels, options: RfbOptions): Promise<Detection[]> {
  return await detectIn(model, tensorFromPixels(pixels, input, canvas), options);
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

function scaleAll(faces: readonly Detection[], factor: number): Detection[] {
  return faces.map((face) => ({ ...face, box: scaleBox(face.box, factor) }));
}
