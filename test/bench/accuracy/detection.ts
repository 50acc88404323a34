// How many faces do the detectors find, and how many that are none? README and decisions 0003 hold the figures.
//   FAMILIAR_DATA=... FAMILIAR_MODELS=... node test/bench/accuracy/detection.ts [DETECTOR...]
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { scoreBoxes, scorePoints } from "../../../app/evaluate/detection.ts";
import type { Detection, Detector } from "../../../app/faces/detectors/detector.ts";
import type { Box, Point } from "../../../app/faces/geometry.ts";
import { loadNetworks } from "../../../app/faces/load-networks.ts";
import { analysisLongSide } from "../../../app/faces/represent.ts";
import { percent, table } from "../../../app/cli/words.ts";
import { chooseRecipe } from "../../../app/library/choose-recipe.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { onnxRuntime } from "../../../app/models/runtimes/onnx.ts";
import { hasPhotoExtension } from "../../../app/photo/format.ts";
import { openPhoto, resizePixels } from "../../../app/photo/decode.ts";
import { scaleBox } from "../../../app/faces/geometry.ts";
import { printMachine } from "../machine.ts";
import { median } from "../scan/median.ts";
import { dataFolder } from "./data.ts";

const data = dataFolder();
const store = await openDefaultModelStore();
const boxes = readBoxes();
const points = readPoints();
const empty = readdirSync(path.join(data, "no-people"), { recursive: true, encoding: "utf8" })
  .filter(hasPhotoExtension)
  .sort()
  .map((file) => path.join(data, "no-people", file));

const rows: (string | number)[][] = [
  [
    "detector",
    "wider-dev recall",
    "precision",
    "AP",
    "recall <16 px",
    "16-32",
    ">=32",
    "compreface recall",
    "precision",
    "faces on 60 animals",
    "ms a photo",
  ],
];
// Those that come with Familiar, and the user's own.
const known = (await store.list())
  .filter(({ model }) => model.task === "detector")
  .map(({ model }) => model.id);
for (const id of process.argv.length > 2 ? process.argv.slice(2) : known) {
  const recipe = await chooseRecipe(store, { detector: id }, console.error);
  const { detector } = await loadNetworks(recipe.files, onnxRuntime, resizePixels);
  const wider = scoreBoxes(
    await Promise.all(
      [...boxes].map(async ([file, labelled]) => ({ found: await detect(detector, file), labelled })),
    ),
  );
  const compreface = scorePoints(
    await Promise.all(
      [...points].map(async ([file, labelled]) => ({ found: await detect(detector, file), labelled })),
    ),
  );
  let falseFaces = 0;
  for (const file of empty) falseFaces += (await detect(detector, file)).length;
  const tookMs: number[] = [];
  for (const file of points.keys()) {
    const seen = await (await openPhoto(readFileSync(file))).pixels(analysisLongSide);
    const start = performance.now();
    await detector.detect(seen);
    tookMs.push(performance.now() - start);
  }
  const { recallBySize } = wider;
  rows.push([
    id,
    percent(wider.recall),
    percent(wider.precision),
    wider.averagePrecision.toFixed(3),
    percent(recallBySize.under16.recall),
    percent(recallBySize.from16To32.recall),
    percent(recallBySize.from32.recall),
    percent(compreface.recall),
    percent(compreface.precision),
    falseFaces,
    median(tookMs).toFixed(0),
  ]);
}
printMachine();
console.log(table(rows));

/** Faces as a scan finds them, in pixels of the photo. */
async function detect(detector: Detector, file: string): Promise<Detection[]> {
  const opened = await openPhoto(readFileSync(file));
  const seen = await opened.pixels(analysisLongSide);
  const factor = opened.info.width / seen.width;
  return (await detector.detect(seen)).map((face) => ({ ...face, box: scaleBox(face.box, factor) }));
}

function readBoxes(): Map<string, Box[]> {
  const labelled = new Map<string, Box[]>();
  for (const [file = "", , , ...corners] of readCsv(path.join(data, "wider-dev/boxes.csv"))) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners.map(Number);
    const picture = path.join(data, "wider-dev/images", file);
    const box = { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
    labelled.set(picture, [...(labelled.get(picture) ?? []), box]);
  }
  return labelled;
}

function readPoints(): Map<string, Point[]> {
  const folder = path.join(data, "compreface");
  const labelled = new Map<string, Point[]>(
    readdirSync(folder)
      .filter((file) => file.endsWith(".jpg"))
      .map((file) => [path.join(folder, file), []]),
  );
  for (const [file = "", x, y] of readCsv(path.join(folder, "faces.csv"))) {
    labelled.get(path.join(folder, file))?.push({ x: Number(x), y: Number(y) });
  }
  return labelled;
}

function readCsv(file: string): string[][] {
  const [, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => line.trim().split(","));
}
