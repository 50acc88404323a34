import type { Tensor } from "../../models/runtime.ts";
import type { Pixels } from "../../photo/pixels.ts";
import { clipBox, type Box } from "../geometry.ts";
import { cutTensor, tensorFromPixels, type Canvas, type PictureInput } from "../tensor-from-pixels.ts";
import type { Detection } from "./detector.ts";

/** What looks at a tile. */
export interface TileNetwork {
  readonly input: PictureInput;
  /** The network's fixed input, in pixels. */
  readonly canvas: Canvas;
  /** Taller faces than this, in pixels of a tile, are left to the look at the whole picture. */
  readonly largestInTile: number;
  /** Faces in pixels of the canvas. */
  readonly find: (tensor: Tensor, canvas: Canvas) => Promise<Detection[]>;
}

/**
 * Where tiles of `tile` pixels start so that they cover `length` pixels and neighbours share about half a
 * tile: a face that one tile cuts lies whole in the next. Always includes 0; one tile when it covers all.
 */
export function tileStarts(length: number, tile: number): number[] {
  if (length <= tile) return [0];
  const steps = Math.ceil((length - tile) / (tile / 2));
  return Array.from({ length: steps + 1 }, (_, index) => Math.round((index * (length - tile)) / steps));
}

/** Faces of a picture that is looked at in half-overlapping tiles, in its pixels; a face may come from several tiles. */
export async function findInTiles(network: TileNetwork, pixels: Pixels): Promise<Detection[]> {
  const { input, canvas, largestInTile, find } = network;
  // Tiles overlap: rows of what is converted once are cheaper than converting each.
  const converted = tensorFromPixels(pixels, input, {
    width: Math.max(canvas.width, pixels.width),
    height: Math.max(canvas.height, pixels.height),
  });
  const found: Detection[] = [];
  for (const top of tileStarts(pixels.height, canvas.height)) {
    for (const left of tileStarts(pixels.width, canvas.width)) {
      const faces = await find(cutTensor(converted, canvas, left, top), canvas);
      const moved = faces.map((face) => moveFace(face, left, top));
      found.push(
        ...moved.filter(
          ({ box }) => box.height <= largestInTile && !isCutByTile(box, pixels, canvas, left, top),
        ),
      );
    }
  }
  return found;
}

/** The long side to shrink a picture to so that it fits on the canvas. */
export function longSideThatFits(pixels: Pixels, canvas: Canvas): number {
  const factor = Math.min(1, canvas.width / pixels.width, canvas.height / pixels.height);
  return Math.floor(Math.max(pixels.width, pixels.height) * factor);
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

function moveFace(face: Detection, left: number, top: number): Detection {
  const move = <Place extends { readonly x: number; readonly y: number }>(place: Place): Place => ({
    ...place,
    x: place.x + left,
    y: place.y + top,
  });
  const fivePoints = face.fivePoints?.map(move);
  return { ...face, box: move(face.box), ...(fivePoints !== undefined && { fivePoints }) };
}

/** A box at a tile's inner edge is half a face: the neighbouring tile or the whole picture has all of it. */
function isCutByTile(box: Box, pixels: Pixels, canvas: Canvas, left: number, top: number): boolean {
  const margin = 2;
  return (
    (left > 0 && box.x < left + margin) ||
    (top > 0 && box.y < top + margin) ||
    (left + canvas.width < pixels.width && box.x + box.width > left + canvas.width - margin) ||
    (top + canvas.height < pixels.height && box.y + box.height > top + canvas.height - margin)
  );
}

/** The share of a box's area that lies inside another. */
function shareInside(box: Box, other: Box): number {
  const inside = clipBox({ ...box, x: box.x - other.x, y: box.y - other.y }, other);
  return (inside.width * inside.height) / (box.width * box.height);
}
