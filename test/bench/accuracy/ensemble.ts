// Does an ensemble tell people apart better than its best member? Decision 0035 holds the figures.
//   FAMILIAR_DATA=... FAMILIAR_MODELS=... node test/bench/accuracy/ensemble.ts [lfw-dev|families-dev] [SPLITS]
// Every split parts the people at random (seeded) into a half that is fitted on and one that is reported on. What the
// models make of the pictures is kept in FAMILIAR_BENCH_CACHE where that is set: it takes most of the time.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import type { MemberFaces } from "../../../app/evaluate/ensemble-pairs.ts";
import { fitEnsemble } from "../../../app/evaluate/fit-ensemble.ts";
import { splitPeople } from "../../../app/evaluate/half-of-people.ts";
import { readLabelledFolder } from "../../../app/evaluate/labelled-folder.ts";
import { recogniseFolder, type RecognisedFolder } from "../../../app/evaluate/recognise-folder.ts";
import { percent, table } from "../../../app/cli/words.ts";
import { openDefaultModelStore } from "../../../app/models/open-default-store.ts";
import { hasPhotoExtension } from "../../../app/photo/format.ts";
import type { EnsembleFigures } from "../../../app/verification/ensemble.ts";
import { memberRecipe } from "../../../app/verification/open-judge.ts";
import { printMachine } from "../machine.ts";
import { dataFolder } from "./data.ts";

const [set = "lfw-dev", splitsText = "5"] = process.argv.slice(2);
const isAligned = set === "families-dev";
const detector = process.env["FAMILIAR_BENCH_DETECTOR"] ?? "rfb-320";
const folder = await readLabelledFolder(path.join(dataFolder(), set), hasPhotoExtension);
const store = await openDefaultModelStore();
const rows = await store.list();
const models = rows.filter(({ installed, model }) => installed && model.task === "embedding");

const members: MemberFaces[] = [];
for (const { model } of models) {
  for (const withMirrorImage of [false, true]) {
    const name = `${model.id}${withMirrorImage ? " with mirror image" : ""}`;
    const { faces, facts } = await lookAs(model.id, withMirrorImage);
    members.push({ name, faces, facts });
  }
}
const identities = members[0]?.faces.identities ?? new Int32Array();
// A family is kept whole: relatives on both sides would tell what is asked.
const groups = folder.identities.map((identity) => (isAligned ? (identity.split("/")[0] ?? "") : identity));

printMachine();
const found = members[0]?.faces.hasFace.reduce((sum, has) => sum + has, 0) ?? 0;
console.log(
  `${set}: ${folder.pictures.length} pictures of ${folder.identities.length} people, ${found} with a face`,
);
const results: (readonly EnsembleFigures[])[] = [];
for (let split = 1; split <= Number(splitsText); split++) {
  const startMs = performance.now();
  const halves = splitPeople(identities, (identity) => isHeads(`${split} ${groups[identity] ?? ""}`));
  const fitted = fitEnsemble(members, halves, 0.001);
  results.push(fitted.heldOut);
  console.log(
    `\nSplit ${split}, ${fitted.trees.trees.length} trees, ${((performance.now() - startMs) / 1000).toFixed(0)} s`,
  );
  console.log(tableOf(fitted.heldOut));
}
const names = results[0]?.map(({ name }) => name) ?? [];
console.log(`\nMedians over ${results.length} splits`);
console.log(
  tableOf(
    names.map((name, at) =>
      medianOf(
        name,
        results.flatMap((figures) => figures[at] ?? []),
      ),
    ),
  ),
);

function medianOf(name: string, figures: readonly EnsembleFigures[]): EnsembleFigures {
  const median = (key: Exclude<keyof EnsembleFigures, "name">) => {
    const values = figures.map((one) => one[key] ?? NaN).sort((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? NaN;
  };
  return {
    name,
    equalErrorRate: median("equalErrorRate"),
    tarAtFar001: median("tarAtFar001"),
    tarAtFar0001: median("tarAtFar0001"),
    auc: median("auc"),
    logLoss: median("logLoss"),
  };
}

function tableOf(figures: readonly EnsembleFigures[]): string {
  return table([
    ["", "EER", "TAR 0.1 %", "TAR 0.01 %", "AUC", "log loss"],
    ...figures.map(({ name, equalErrorRate, tarAtFar001, tarAtFar0001, auc, logLoss }) => [
      ...[
        name,
        percent(equalErrorRate ?? NaN, 3),
        percent(tarAtFar001 ?? NaN, 2),
        percent(tarAtFar0001 ?? NaN, 2),
      ],
      ...[(auc ?? NaN).toFixed(5), (logLoss ?? NaN).toFixed(4)],
    ]),
  ]);
}

/** A coin that falls the same way for the same text. */
function isHeads(text: string): boolean {
  return ((createHash("sha256").update(text).digest()[0] ?? 0) & 1) === 1;
}

async function lookAs(id: string, withMirrorImage: boolean): Promise<RecognisedFolder> {
  const cache = process.env["FAMILIAR_BENCH_CACHE"];
  const { sha256 } = store.describe(id);
  const key = `${set}-${isAligned ? "aligned" : detector}-${sha256.slice(0, 12)}-${withMirrorImage ? "mirror" : "plain"}.bin`;
  if (cache !== undefined) {
    const kept = await readFile(path.join(cache, key)).catch(() => undefined);
    if (kept !== undefined) return deserialize(kept) as RecognisedFolder;
  }
  const member = { model: { id }, alignment: "landmarks" as const, withMirrorImage };
  const recipe = await memberRecipe(store, member, { detector }, console.error);
  console.error(`${key} ...`);
  const recognised = await recogniseFolder(folder.pictures, {
    ...{ networks: recipe.files, dimensions: recipe.dimensions, isAligned },
    onProgress: () => undefined,
  });
  if (cache !== undefined) {
    await mkdir(cache, { recursive: true });
    await writeFile(path.join(cache, key), serialize(recognised));
  }
  return recognised;
}
