import { clipBox, intersectionOverUnion, type Box, type Point } from "../../geometry.ts";
import type { Detection } from "../detector.ts";
import { proposalSide } from "./pyramid.ts";

/** From one place that the first network looks at to the next, in pixels. */
const proposalStride = 2;

/** From the first to the last pixel of a place, as its pixels are counted from 1 to 12 in the authors' code. */
const side = proposalSide - 1;

/** Of each picture of the pyramid, the best: photos have some hundreds, and a picture of noise could have any number. */
const mostProposals = 5_000;

/** Rows of numbers, one a place or candidate. */
export interface Rows {
  readonly numbersEach: number;
  readonly data: Float32Array;
}

/** A number of a row; from the end where `index` is negative. The last is how likely it is a face. */
function at({ numbersEach, data }: Rows, row: number, index: number): number {
  return data[row * numbersEach + (index < 0 ? numbersEach + index : index)] ?? 0;
}

function byScore(a: Detection, b: Detection): number {
  return b.score - a.score;
}

/**
 * The places of a picture of the pyramid that may be faces, corrected, in pixels of the whole picture, the best first.
 * `columns`: places in a row of the picture.
 */
export function readProposals(rows: Rows, columns: number, scale: number, minimumScore: number): Detection[] {
  const found: Detection[] = [];
  for (let row = 0; row < rows.data.length / rows.numbersEach; row++) {
    const score = at(rows, row, -1);
    if (score <= minimumScore) continue;
    const left = (row % columns) * proposalStride + 1;
    const top = Math.floor(row / columns) * proposalStride + 1;
    const box = {
      x: (left + at(rows, row, 0) * side) / scale,
      y: (top + at(rows, row, 1) * side) / scale,
      width: ((1 + at(rows, row, 2) - at(rows, row, 0)) * side) / scale,
      height: ((1 + at(rows, row, 3) - at(rows, row, 1)) * side) / scale,
    };
    if (box.width > 0 && box.height > 0) found.push({ box, score });
  }
  return found.sort(byScore).slice(0, mostProposals);
}

/** A box with both corners moved by shares of its sides, which count one pixel more, as in the authors' code. */
function correct(box: Box, [left, top, right, bottom]: readonly [number, number, number, number]): Box {
  const [width, height] = [box.width + 1, box.height + 1];
  return {
    x: box.x + left * width,
    y: box.y + top * height,
    width: box.width + (right - left) * width,
    height: box.height + (bottom - top) * height,
  };
}

/** Five points: all x, then all y, in sides of the box before it is corrected; counted from 1, as in the authors' code. */
function readPoints(rows: Rows, row: number, box: Box): Point[] {
  return Array.from({ length: 5 }, (_, point) => ({
    x: box.x + at(rows, row, 4 + point) * (box.width + 1) - 1,
    y: box.y + at(rows, row, 9 + point) * (box.height + 1) - 1,
  }));
}

/** Candidates as the second or third network sees them, one row each; those that it takes for faces, the best first. */
export function readRefinements(
  candidates: readonly Detection[],
  rows: Rows,
  minimumScore: number,
): Detection[] {
  const hasPoints = rows.numbersEach === 16;
  return candidates
    .flatMap(({ box }, row): Detection[] => {
      const score = at(rows, row, -1);
      if (score <= minimumScore) return [];
      const corrected = correct(box, [
        at(rows, row, 0),
        at(rows, row, 1),
        at(rows, row, 2),
        at(rows, row, 3),
      ]);
      if (corrected.width <= 0 || corrected.height <= 0) return [];
      return [{ box: corrected, score, ...(hasPoints && { fivePoints: readPoints(rows, row, box) }) }];
    })
    .sort(byScore);
}

/** The square around a box's middle with its longer side. */
export function squareOf(box: Box): Box {
  const side = Math.max(box.width, box.height);
  return {
    x: box.x + (box.width - side) / 2,
    y: box.y + (box.height - side) / 2,
    width: side,
    height: side,
  };
}

/** The shared part of two boxes as a share of the smaller one, 0 to 1: a box within another counts in full. */
export function intersectionOverSmaller(a: Box, b: Box): number {
  const shared = clipBox({ ...a, x: a.x - b.x, y: a.y - b.y }, b);
  return (shared.width * shared.height) / Math.min(a.width * a.height, b.width * b.height);
}

/**
 * Of candidates, the best first, those that no better one covers by more than `maximumOverlap`. One that is covered goes
 * even where the better one goes as well: so does the package whose thresholds these are.
 */
export function dropCovered(
  candidates: readonly Detection[],
  maximumOverlap: number,
  overlapOf = intersectionOverUnion,
): Detection[] {
  const isCovered = (box: Box, place: number): boolean => {
    for (const [index, better] of candidates.entries()) {
      if (index === place) return false;
      if (overlapOf(better.box, box) > maximumOverlap) return true;
    }
    return false;
  };
  return candidates.filter(({ box }, place) => !isCovered(box, place));
}
