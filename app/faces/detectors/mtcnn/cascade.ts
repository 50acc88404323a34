import type { MtcnnNetwork, MtcnnNetworks } from "../../../models/mtcnn/load.ts";
import type { Pixels } from "../../../photo/pixels.ts";
import type { Box } from "../../geometry.ts";
import type { Detection, Detector, ResizePixels } from "../detector.ts";
import { createLooks, type Looks } from "../looks.ts";
import {
  dropCovered,
  intersectionOverSmaller,
  readProposals,
  readRefinements,
  squareOf,
  type Rows,
} from "./candidates.ts";
import { cutPatch, shrinkByArea } from "./pictures.ts";
import { pyramidLevels } from "./pyramid.ts";

/** The defaults of the Python package mtcnn 1.0, whose weights these are. */
export const mtcnnDefaults = {
  /** Short side of the smallest face that is looked for, in pixels. */
  smallestFace: 20,
  minimumScores: { proposal: 0.6, refinement: 0.7, output: 0.8 },
  maximumOverlaps: { atOneScale: 0.5, proposal: 0.7, refinement: 0.7, output: 0.7 },
} as const;

/** As for the other detectors (decisions 0003 and 0038). */
const looks: Looks = { firstLongSide: 640, secondLongSide: 1280, smallFace: 32 };

/** Intersection over union above which the weaker box of two looks goes. */
const maximumOverlap = 0.5;

/** So many patches are computed at once: the largest of the layers between takes 35 MB then. */
const patchesAtOnce = 128;

function propose(networks: MtcnnNetworks, pixels: Pixels): Detection[] {
  const { smallestFace, minimumScores, maximumOverlaps } = mtcnnDefaults;
  const found = pyramidLevels(pixels, smallestFace).flatMap((level) => {
    const data = shrinkByArea(pixels, level);
    const { shape, data: rows } = networks.propose({ shape: [1, level.height, level.width, 3], data });
    const [, , columns = 1, numbersEach = 1] = shape;
    const proposals = readProposals(
      { numbersEach, data: rows },
      columns,
      level.scale,
      minimumScores.proposal,
    );
    return dropCovered(proposals, maximumOverlaps.atOneScale);
  });
  return dropCovered(
    found.sort((a, b) => b.score - a.score),
    maximumOverlaps.proposal,
  );
}

/** What a network makes of each of these boxes, seen as squares of `side` pixels. */
function look(network: MtcnnNetwork, pixels: Pixels, boxes: readonly Box[], side: number): Rows {
  const patchLength = side * side * 3;
  const parts: Float32Array[] = [];
  let numbersEach = 1;
  for (let first = 0; first < boxes.length; first += patchesAtOnce) {
    const some = boxes.slice(first, first + patchesAtOnce);
    const patches = new Float32Array(some.length * patchLength);
    for (const [at, box] of some.entries()) cutPatch(pixels, box, side, patches, at * patchLength);
    const { shape, data } = network({ shape: [some.length, side, side, 3], data: patches });
    numbersEach = shape[1] ?? 1;
    parts.push(data);
  }
  const joined = new Float32Array(boxes.length * numbersEach);
  for (const [at, part] of parts.entries()) joined.set(part, at * patchesAtOnce * numbersEach);
  return { numbersEach, data: joined };
}

/** The faces of a picture as it is, from the highest score to the lowest, in its pixels; boxes may reach beyond it. */
export function detectByCascade(networks: MtcnnNetworks, pixels: Pixels): Detection[] {
  const { minimumScores, maximumOverlaps } = mtcnnDefaults;
  const squares = (faces: readonly Detection[]): Detection[] =>
    faces.map(({ box, score }) => ({ box: squareOf(box), score }));
  const boxesOf = (faces: readonly Detection[]): Box[] => faces.map(({ box }) => box);

  const proposed = squares(propose(networks, pixels));
  const refinements = look(networks.refine, pixels, boxesOf(proposed), 24);
  const refined = squares(
    dropCovered(readRefinements(proposed, refinements, minimumScores.refinement), maximumOverlaps.refinement),
  );
  const outputs = look(networks.finish, pixels, boxesOf(refined), 48);
  return dropCovered(
    readRefinements(refined, outputs, minimumScores.output),
    maximumOverlaps.output,
    intersectionOverSmaller,
  );
}

/** A detector over MTCNN's networks (decisions 0039). */
export function createMtcnn(networks: MtcnnNetworks, resize: ResizePixels): Detector {
  // It computes at once, on this thread; a promise as any detector gives.
  const findIn = async (pixels: Pixels): Promise<Detection[]> =>
    await Promise.resolve(detectByCascade(networks, pixels));
  return createLooks({ id: "mtcnn", canvas: null, maximumOverlap, findIn }, resize, looks);
}
