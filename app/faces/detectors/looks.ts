import type { Tensor } from "../../models/runtime.ts";
import type { Pixels } from "../../photo/pixels.ts";
import { clipBox, scaleBox, scalePoint } from "../geometry.ts";
import { suppressOverlaps } from "../suppress.ts";
import { tensorFromPixels, type Canvas, type PictureInput } from "../tensor-from-pixels.ts";
import type { Detection, Detector, ResizePixels } from "./detector.ts";
import { dropFragments, findInTiles, longSideThatFits } from "./tiles.ts";

/** A network that finds faces in a picture on its canvas. */
export interface FaceNetwork {
  readonly id: string;
  readonly input: PictureInput;
  /** The only size that it takes; null = any multiple of 32. */
  readonly canvas: Canvas | null;
  /** Intersection over union above which the weaker of two boxes goes. */
  readonly maximumOverlap: number;
  /** Candidates in pixels of the canvas, overlapping ones too. */
  readonly find: (tensor: Tensor, canvas: Canvas) => Promise<Detection[]>;
}

/** What finds faces in a picture that has the size for it. */
export interface Looker extends Pick<FaceNetwork, "id" | "canvas" | "maximumOverlap"> {
  /** Faces in pixels of the picture, overlapping ones too. */
  readonly findIn: (pixels: Pixels) => Promise<Detection[]>;
}

/** How closely a picture is looked at; lengths in pixels. */
export interface Looks {
  /** Long side of the first look at a picture; a network of one size sees it no larger than that. */
  readonly firstLongSide: number;
  /** Long side of the second look, taken when the first found nothing or only small faces. */
  readonly secondLongSide: number;
  /** A face whose short side is below this, in the first look, asks for the second. */
  readonly smallFace: number;
}

/** Of the height of a tile: a larger face is left to the look at the whole picture (decisions 0003). */
const largestInTile = 0.4;

/** Networks take pictures of whole grids of their coarsest stride. */
const grid = 32;

/** `createLooks` with a network; one of one size sees the larger picture in tiles. */
export function createTwoLooks(network: FaceNetwork, resize: ResizePixels, looks: Looks): Detector {
  return createLooks({ ...network, findIn: async (pixels) => await findIn(network, pixels) }, resize, looks);
}

/**
 * A detector that looks at the whole picture first, and again at a larger one where that found nothing or small faces.
 */
export function createLooks(network: Looker, resize: ResizePixels, looks: Looks): Detector {
  const look = async (pixels: Pixels, longSide: number): Promise<Detection[]> => {
    const seen = await resize(pixels, longSide);
    const factor = pixels.width / seen.width;
    const found = suppressOverlaps(await network.findIn(seen), network.maximumOverlap);
    return found.map((face) => {
      const fivePoints = face.fivePoints?.map((point) => scalePoint(point, factor));
      return {
        score: face.score,
        box: clipBox(scaleBox(face.box, factor), pixels),
        ...(fivePoints !== undefined && { fivePoints }),
      };
    });
  };
  return {
    id: network.id,
    async detect(pixels) {
      const longSide = Math.max(pixels.width, pixels.height);
      const fitting = network.canvas === null ? longSide : longSideThatFits(pixels, network.canvas);
      const firstLongSide = Math.min(looks.firstLongSide, fitting);
      const first = await look(pixels, firstLongSide);
      if (longSide <= firstLongSide) return first;
      const smallest = (looks.smallFace * longSide) / firstLongSide;
      const hasSmall = first.some(({ box }) => Math.min(box.width, box.height) < smallest);
      if (first.length > 0 && !hasSmall) return first;
      // Large faces are seen better in the first look, small ones in the second: keep both.
      const second = await look(pixels, looks.secondLongSide);
      const joined = suppressOverlaps([...first, ...second], network.maximumOverlap);
      return network.canvas === null ? joined : dropFragments(joined);
    },
  };
}

async function findIn(network: FaceNetwork, pixels: Pixels): Promise<Detection[]> {
  const { canvas, input, find } = network;
  if (canvas !== null && (pixels.width > canvas.width || pixels.height > canvas.height)) {
    return await findInTiles(
      {
        ...{ input, canvas, largestInTile: largestInTile * canvas.height },
        find: async (tensor, tile) => suppressOverlaps(await find(tensor, tile), network.maximumOverlap),
      },
      pixels,
    );
  }
  const size = canvas ?? { width: roundUp(pixels.width), height: roundUp(pixels.height) };
  return await find(tensorFromPixels(pixels, input, size), size);
}

function roundUp(value: number): number {
  return Math.ceil(value / grid) * grid;
}
