// Compares ways of grouping faces, each fitted on half of the identities of lfw-dev and half of the families, and
// reported on the other halves. Decisions 0005 holds the figures.
//   FAMILIAR_DATA=... node test/bench/people/clustering/run.ts [MODEL]
import { table } from "../../../../app/cli/words.ts";
import { clusterOptionsOf } from "../../../../app/people/cluster-options.ts";
import { printMachine } from "../../machine.ts";
import { loadLabelledFaces, type LabelledFace } from "../labelled-sets.ts";
import { averageLinkage } from "./average-linkage.ts";
import { chineseWhispers } from "./chinese-whispers.ts";
import { densityComponents } from "./density.ts";
import { figuresOf, type GroupingFigures } from "./figures.ts";
import { graphOf, type FaceGraph } from "./graph.ts";
import { hdbscan } from "./hdbscan.ts";

const model = process.argv[2] ?? "mobilefacenet";
const shipped = clusterOptionsOf(model);

/** A way of grouping with certain parameters. */
interface Candidate {
  readonly method: string;
  readonly parameters: string;
  readonly group: (graph: FaceGraph) => Int32Array;
}

const similarities = [0.3, 0.34, 0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5, 0.52, 0.54, 0.56, 0.6, 0.64];

const candidates: readonly Candidate[] = [
  ...similarities.map((similarity) => ({
    method: "connected components",
    parameters: `similarity ${similarity}`,
    group: (graph: FaceGraph) => densityComponents(graph, { similarity, minimumFaces: 2 }),
  })),
  ...product(similarities, [3, 4]).map(([similarity, minimumFaces]) => ({
    method: "components with a density test",
    parameters: `similarity ${similarity}, ${minimumFaces} faces`,
    group: (graph: FaceGraph) => densityComponents(graph, { similarity, minimumFaces }),
  })),
  ...similarities.map((similarity) => ({
    method: "Chinese whispers",
    parameters: `similarity ${similarity}`,
    group: (graph: FaceGraph) => chineseWhispers(graph, { similarity }),
  })),
  ...product(similarities, [1, 2]).map(([similarity, neighbours]) => ({
    method: "HDBSCAN",
    parameters: `similarity ${similarity}, ${neighbours} neighbours`,
    group: (graph: FaceGraph) => hdbscan(graph, { similarity, neighbours }),
  })),
  ...product([0.3, 0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.5], [0]).map(([threshold]) => ({
    method: "average linkage, one threshold",
    parameters: `${threshold}`,
    group: (graph: FaceGraph) =>
      averageLinkage(graph, {
        ...{ singleThreshold: threshold, groupThreshold: threshold, minimumWeight: 1, poorQuality: 0 },
        ...{ lookalikeSimilarity: 1, lookalikeCaution: 0, rivalMargin: -2 },
      }),
  })),
  ...product(
    [0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5, 0.54],
    [0.24, 0.27, 0.3, 0.33, 0.36, 0.4, 0.44],
  ).flatMap(([singleThreshold, groupThreshold]) =>
    product([0, 0.1, 0.2], [0, 1, 2]).flatMap(([poorQuality, lookalikeCaution]) =>
      product([0.2, 0.3], [-2, 0.05]).map(([lookalikeSimilarity, rivalMargin]) => ({
        method: "average linkage, the app's",
        parameters: `single ${singleThreshold}, group ${groupThreshold}, poor ${poorQuality}, look-alike ${lookalikeSimilarity} x ${lookalikeCaution}, rival ${rivalMargin}`,
        group: (graph: FaceGraph) =>
          averageLinkage(graph, {
            ...{ singleThreshold, groupThreshold, minimumWeight: shipped.minimumWeight, poorQuality },
            ...{ lookalikeSimilarity, lookalikeCaution, rivalMargin },
          }),
      })),
    ),
  ),
];

printMachine();
const [strangers, families] = [
  await loadLabelledFaces("lfw-dev", model),
  await loadLabelledFaces("families-dev", model),
];
const halves = {
  strangers: halvesBy(strangers, ({ person }) => person),
  // A whole family is in one half: its members are what is hard to tell apart.
  families: halvesBy(families, ({ person }) => person.split("/")[0] ?? ""),
};

const fitted = candidates.map((candidate) => ({
  candidate,
  strangers: figuresOf(halves.strangers.fitting, candidate.group(halves.strangers.fitting)),
  families: figuresOf(halves.families.fitting, candidate.group(halves.families.fitting)),
}));
type Fitted = (typeof fitted)[number];

/** The bars of the grouping: precision for strangers, groups that mix members of a family. */
const careful = ({ strangers: { precision }, families: { mixed } }: Fitted) =>
  precision >= 0.985 && mixed <= 0.03;

report(
  "Best F1 for strangers",
  () => true,
  ({ strangers: { f1 } }) => f1,
);
report(
  "Best F1 for both, precision at least 0.985, at most 3 % of the groups of families mixed",
  careful,
  (of) => of.strangers.f1 + of.families.f1,
);
const best = fitted
  .filter(careful)
  .sort((x, y) => y.strangers.f1 + y.families.f1 - x.strangers.f1 - x.families.f1);
console.log("\nThe next best:");
for (const { candidate, strangers: s, families: f } of best.slice(0, 12)) {
  console.log(
    `  ${candidate.method} ${candidate.parameters}: ${s.f1.toFixed(4)} ${f.f1.toFixed(4)} ${percent(f.mixed)}`,
  );
}
const all = { strangers: graphOf(strangers), families: graphOf(families) };
console.log(`\nWhat is shipped, on all of lfw-dev and families-dev (half of it was fitted on):`);
for (const [name, graph] of Object.entries(all)) {
  console.log(`  ${name}: ${row(figuresOf(graph, averageLinkage(graph, shipped))).join(" ")}`);
}

function report(title: string, isAllowed: (of: Fitted) => boolean, scoreOf: (of: Fitted) => number): void {
  const rows = [...Map.groupBy(fitted.filter(isAllowed), ({ candidate }) => candidate.method).values()].map(
    (list) => {
      const { candidate } = list.reduce((one, other) => (scoreOf(other) > scoreOf(one) ? other : one));
      const held = [halves.strangers.held, halves.families.held].map((graph) =>
        figuresOf(graph, candidate.group(graph)),
      );
      return [candidate.method, ...held.flatMap(row), candidate.parameters];
    },
  );
  const head = [
    "strangers F1",
    "precision",
    "recall",
    "mixed",
    "families F1",
    "precision",
    "recall",
    "mixed",
  ];
  console.log(
    `\n${title}, fitted on one half; the other half:\n${table([["method", ...head, "fitted"], ...rows])}`,
  );
}

function row({ f1, precision, recall, mixed }: GroupingFigures): string[] {
  return [f1.toFixed(4), precision.toFixed(4), recall.toFixed(4), percent(mixed)];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function halvesBy(faces: readonly LabelledFace[], keyOf: (face: LabelledFace) => string) {
  const keys = new Map([...new Set(faces.map(keyOf))].sort().map((key, at) => [key, at]));
  const half = (remainder: number): FaceGraph =>
    graphOf(faces.filter((face) => (keys.get(keyOf(face)) ?? 0) % 2 === remainder));
  return { fitting: half(0), held: half(1) };
}

function product<A, B>(one: readonly A[], other: readonly B[]): [A, B][] {
  return one.flatMap((a) => other.map((b): [A, B] => [a, b]));
}
