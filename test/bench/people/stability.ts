// What later scans do to groups that the user has seen: lfw-dev in ten scans, in five random orders, against all at once.
//   FAMILIAR_DATA=... node test/bench/people/stability.ts [MODEL]
import { iterateEmbeddings } from "../../../app/db/embeddings.ts";
import type { Database } from "../../../app/db/open.ts";
import { table } from "../../../app/cli/words.ts";
import { clusteringFigures } from "../../../app/evaluate/clustering.ts";
import { printMachine } from "../machine.ts";
import { seededRandom } from "../../people/unit-vectors.ts";
import { makeLabelledLibrary } from "./labelled-library.ts";
import { loadLabelledFaces, type LabelledFace } from "./labelled-sets.ts";

const model = process.argv[2] ?? "mobilefacenet";
const scans = 10;
const orders = 5;

interface Arrivals {
  /** Faces, after each scan, that were seen in a group and are in another one now: it became part of an older group. */
  renamed: number;
  /** Faces that were in a group with a face that they are not with any more. */
  parted: number;
  /** How often a face was looked at again. */
  looked: number;
}

printMachine();
const faces = await loadLabelledFaces("lfw-dev", model);
const rows: string[][] = [];
for (let order = 1; order <= orders; order++) {
  const shuffled = shuffle(faces, seededRandom(order));
  for (const count of [1, scans])
    rows.push([String(order), String(count), ...(await arrive(shuffled, count))]);
}
console.log(
  table([["order", "scans", "F1", "precision", "recall", "faces that changed group", "parted"], ...rows]),
);

async function arrive(shuffled: readonly LabelledFace[], count: number): Promise<string[]> {
  const total: Arrivals = { renamed: 0, parted: 0, looked: 0 };
  let before = new Map<number, number | null>();
  const afterScan = (db: Database): void => {
    const now = groupsIn(db);
    compare(before, now, total);
    before = now;
  };
  using library = await makeLabelledLibrary(shuffled, model, { scans: count, afterScan });
  const people = [...new Set(library.truth.values())];
  const { bCubedF1, bCubedPrecision, bCubedRecall } = clusteringFigures(
    Int32Array.from(library.truth.values(), (person) => people.indexOf(person)),
    Int32Array.from(library.truth.keys(), (faceId) => before.get(faceId) ?? -1),
  );
  const share = total.looked === 0 ? "" : ` (${((100 * total.renamed) / total.looked).toFixed(2)} %)`;
  return [
    ...[bCubedF1, bCubedPrecision, bCubedRecall].map((figure) => figure.toFixed(4)),
    `${total.renamed}${share}`,
    String(total.parted),
  ];
}

function compare(
  before: ReadonlyMap<number, number | null>,
  now: ReadonlyMap<number, number | null>,
  total: Arrivals,
): void {
  for (const [faceId, group] of before) if (now.get(faceId) !== group) total.renamed += 1;
  for (const members of Map.groupBy(before.keys(), (faceId) => before.get(faceId)).values()) {
    const groups = [...Map.groupBy(members, (faceId) => now.get(faceId)).values()];
    total.parted += members.length - Math.max(...groups.map(({ length }) => length));
  }
  total.looked += before.size;
}

function groupsIn(db: Database): Map<number, number | null> {
  return new Map([...iterateEmbeddings(db, model)].map(({ faceId, clusterId }) => [faceId, clusterId]));
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
