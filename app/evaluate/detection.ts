import type { Box, Point } from "../faces/geometry.ts";
import type { FoundFace } from "./match-faces.ts";
import { matchByOverlap, matchByPoint, usualOverlap } from "./match-faces.ts";

/** What a detector found in one picture, beside what is there. */
export interface DetectedPicture<Label extends Box | Point> {
  readonly found: readonly FoundFace[];
  readonly labelled: readonly Label[];
}

export interface DetectionFigures {
  /** Share of the labelled faces that were found, 0..1; NaN without labelled faces. */
  readonly recall: number;
  /** Share of the found faces that are labelled, 0..1; NaN when nothing was found. */
  readonly precision: number;
  /** Area under the precision-recall curve over all scores, 0..1. */
  readonly averagePrecision: number;
  readonly labelled: number;
  readonly found: number;
  readonly matched: number;
}

export interface SizeRecall {
  readonly labelled: number;
  readonly matched: number;
  readonly recall: number;
}

/** Recall by the height of the labelled box in pixels of the picture. */
export interface RecallBySize {
  readonly under16: SizeRecall;
  readonly from16To32: SizeRecall;
  readonly from32: SizeRecall;
}

export interface DetectionOptions {
  /**
   * Recall and precision count found faces with at least this score, all when absent. The average precision
   * always uses every found face, so give those of low score too.
   */
  readonly minimumScore?: number;
  /** Intersection over union at which a found box counts as the labelled one. */
  readonly minimumOverlap?: number;
}

/** The figures of a detector on pictures with labelled boxes; faces are matched picture by picture (match-faces.ts). */
export function scoreBoxes(
  pictures: readonly DetectedPicture<Box>[],
  { minimumScore = -Infinity, minimumOverlap = usualOverlap }: DetectionOptions = {},
): DetectionFigures & { readonly recallBySize: RecallBySize } {
  const matches = pictures.map(({ found, labelled }) => matchByOverlap(found, labelled, minimumOverlap));
  return {
    ...figuresOf(pictures, matches, minimumScore),
    recallBySize: recallBySize(pictures, matches, minimumScore),
  };
}

/** The figures of a detector on pictures in which one point a face is labelled. */
export function scorePoints(
  pictures: readonly DetectedPicture<Point>[],
  { minimumScore = -Infinity }: Pick<DetectionOptions, "minimumScore"> = {},
): DetectionFigures {
  const matches = pictures.map(({ found, labelled }) => matchByPoint(found, labelled));
  return figuresOf(pictures, matches, minimumScore);
}

interface ScoredMatch {
  readonly score: number;
  readonly isMatched: boolean;
}

function figuresOf(
  pictures: readonly DetectedPicture<Box | Point>[],
  matches: readonly Int32Array[],
  minimumScore: number,
): DetectionFigures {
  const all = pictures.flatMap(({ found }, picture) =>
    found.map(({ score }, face): ScoredMatch => ({
      score,
      isMatched: (matches[picture]?.[face] ?? -1) !== -1,
    })),
  );
  const labelled = pictures.reduce((sum, picture) => sum + picture.labelled.length, 0);
  const counted = all.filter(({ score }) => score >= minimumScore);
  const matched = counted.filter(({ isMatched }) => isMatched).length;
  return {
    recall: matched / labelled,
    precision: matched / counted.length,
    averagePrecision: averagePrecision(all, labelled),
    labelled,
    found: counted.length,
    matched,
  };
}

/**
 * All points, with precision made non-increasing from the right (PASCAL VOC since 2010). Found faces of equal
 * score enter together, so their order does not matter.
 */
function averagePrecision(found: readonly ScoredMatch[], labelled: number): number {
  const falling = [...found].sort((a, b) => b.score - a.score);
  const points: { recall: number; precision: number }[] = [];
  let matched = 0;
  for (const [place, { score, isMatched }] of falling.entries()) {
    if (isMatched) matched++;
    if (falling[place + 1]?.score === score) continue;
    points.push({ recall: matched / labelled, precision: matched / (place + 1) });
  }
  let area = 0;
  let highest = 0;
  for (let point = points.length - 1; point >= 0; point--) {
    const { recall, precision } = points[point] ?? { recall: NaN, precision: NaN };
    highest = Math.max(highest, precision);
    area += (recall - (points[point - 1]?.recall ?? 0)) * highest;
  }
  return labelled === 0 ? NaN : area;
}

function recallBySize(
  pictures: readonly DetectedPicture<Box>[],
  matches: readonly Int32Array[],
  minimumScore: number,
): RecallBySize {
  const labels = pictures.flatMap(({ found, labelled }, picture) => {
    const certain = found.map(({ score }, face) =>
      score >= minimumScore ? (matches[picture]?.[face] ?? -1) : -1,
    );
    const taken = new Set(certain);
    return labelled.map(({ height }, label) => ({ height, isFound: taken.has(label) }));
  });
  const between = (from: number, below: number): SizeRecall => {
    const inside = labels.filter(({ height }) => height >= from && height < below);
    const matched = inside.filter(({ isFound }) => isFound).length;
    return { labelled: inside.length, matched, recall: matched / inside.length };
  };
  return { under16: between(0, 16), from16To32: between(16, 32), from32: between(32, Infinity) };
}
