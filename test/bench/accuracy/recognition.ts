// Which detector and which alignment recognise best? Decisions 0002 holds the figures.
//   FAMILIAR_DATA=... FAMILIAR_MODELS=... node test/bench/accuracy/recognition.ts
import path from "node:path";
import { scoreAllPairs } from "../../../app/evaluate/all-pairs.ts";
import { readLabelledFolder, type LabelledPicture } from "../../../app/evaluate/labelled-folder.ts";
import { recogniseFolder } from "../../../app/evaluate/recognise-folder.ts";
import { areaUnderCurve, equalErrorRate, trueAcceptRateAt } from "../../../app/evaluate/verification.ts";
import { chooseRecipe } from "../../../app/library/choose-recipe.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { table, percent } from "../../../app/cli/words.ts";
import { hasPhotoExtension } from "../../../app/photo/format.ts";
import { printMachine } from "../machine.ts";
import { dataFolder } from "./data.ts";
import { fullPhotos } from "./full-photos.ts";

const data = dataFolder();
const store = await openDefaultModelStore();
const lfw = await readLabelledFolder(path.join(data, "lfw-dev"), hasPhotoExtension);
const sets: readonly (readonly [string, readonly LabelledPicture[]])[] = [
  ["lfw-dev", lfw.pictures],
  ["full photos", fullPhotos(data)],
];
const variants = [
  ["yunet", "landmarks"],
  ["yunet", "five-points"],
  ["rfb-320", "landmarks"],
] as const;

const rows: (string | number)[][] = [
  ["set", "pictures", "detector", "alignment", "faces", "TAR at FAR 0.1 %", "equal error", "AUC"],
];
for (const [name, pictures] of sets) {
  for (const [detector, alignment] of variants) {
    const recipe = await chooseRecipe(store, { detector, alignment }, console.error);
    const { faces } = await recogniseFolder(pictures, {
      networks: recipe.files,
      dimensions: recipe.dimensions,
      isAligned: false,
      onProgress: () => undefined,
    });
    const scores = scoreAllPairs(faces);
    rows.push([
      name,
      pictures.length,
      detector,
      alignment,
      faces.hasFace.reduce((sum, has) => sum + has, 0),
      percent(trueAcceptRateAt(scores, 0.001).trueAcceptRate, 2),
      percent(equalErrorRate(scores).rate, 2),
      areaUnderCurve(scores).toFixed(5),
    ]);
    console.error(rows.at(-1)?.join("  "));
  }
}
printMachine();
console.log(table(rows));
