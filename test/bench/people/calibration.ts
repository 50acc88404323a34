// Fits what resources/models.json holds as "matching" for an embedding model on one half of the people of lfw-dev and
// families-dev, and reports it on the other half. Decisions 0009 holds the figures.
//   FAMILIAR_DATA=... node test/bench/people/calibration.ts [MODEL]
import { table } from "../../../app/cli/words.ts";
import { fitRegression } from "../../../app/evaluate/logistic-regression.ts";
import { expectedCalibrationError, reliability } from "../../../app/evaluate/reliability.ts";
import { clusterOptionsOf } from "../../../app/people/cluster-options.ts";
import { commonnessOfModel } from "../../../app/people/commonness.ts";
import {
  featuresOf,
  matchProbability,
  weightNames,
  type MatchWeights,
} from "../../../app/people/evidence.ts";
import { limitsOf, strictnessLevels } from "../../../app/people/strictness.ts";
import { printMachine } from "../machine.ts";
import { libraryTasks, type LibraryTasks, type Task } from "./calibration-tasks.ts";
import { facesOfHalf, loadLabelledFaces, type LabelledFace } from "./labelled-sets.ts";

const [model = "mobilefacenet"] = process.argv.slice(2);
const sets = ["lfw-dev", "families-dev"] as const;
type Kind = keyof LibraryTasks;
type Half = "fit" | "report";

/** Made-up libraries of each set and half: the same people, other faces known, other people named. */
const libraries = 8;
/** Of the people, how many are named, one library after the other. */
const knownShares = [0.5, 0.65, 0.8];
/** The best similarity among some hundred strangers, as often above as below. */
const strangers = 0.15;
/** Keeps weights small that the examples do not fix. */
const ridge = 1e-5;

/** Places of `weightNames` that take part. A face is one face; two groups have no next best. */
const usedBy: Readonly<Record<Kind, readonly number[]>> = {
  face: placesOf([
    "intercept",
    "similarity",
    "lowSimilarity",
    "margin",
    "quality",
    "qualityTimesSimilarity",
    "logFaces",
  ]),
  group: placesOf([...weightNames]),
  pair: placesOf(["intercept", "similarity", "quality", "logFaces", "logSize"]),
  split: placesOf(["intercept", "similarity", "quality", "logFaces", "logSize"]),
};

/** A question with its most probable answer. */
interface Answer {
  readonly probability: number;
  readonly isSame: boolean;
}

const faces = new Map<string, LabelledFace[]>();
for (const set of sets) faces.set(set, await loadLabelledFaces(set, model));
const tasks = { fit: tasksOf("fit"), report: tasksOf("report") };
printMachine();
console.log(`${model}: fitted on one half of the people, reported on the other`);
const fitted: Partial<Record<Kind, MatchWeights>> = {};
for (const kind of ["face", "group", "pair", "split"] as const) {
  const weights = fitKind(kind);
  fitted[kind] = weights;
  console.log(`\n== ${kind}`);
  reportKind(kind, weights);
}
console.log("\n== Strictness, faces");
reportStrictness(fitted.face);
console.log(`\n"matching": ${JSON.stringify({ strangers, ...fitted }, null, 2)}`);

function tasksOf(half: Half): Map<string, LibraryTasks[]> {
  const made = sets.map((set, at): [string, LibraryTasks[]] => {
    const own = facesOfHalf(faces.get(set) ?? [], half);
    const plans = Array.from({ length: libraries }, (_, number) => ({
      seed: 1_000 * at + (half === "fit" ? 100 : 500) + number,
      knownShare: knownShares[number % knownShares.length] ?? 0.5,
      ...{ cluster: clusterOptionsOf(model), commonnessOf: commonnessOfModel(model) },
    }));
    return [set, plans.map((plan) => libraryTasks(own, plan))];
  });
  return new Map(made);
}

/** Both sets weigh the same in total: strangers of LFW, relatives of the families. */
function fitKind(kind: Kind): MatchWeights {
  const examples = sets.flatMap((set) => {
    const own = tasks.fit.get(set)?.flatMap((library) => library[kind]) ?? [];
    return own.map(({ evidence, isSame }) => ({
      features: featuresOf(evidence, strangers),
      isSame,
      weight: 1 / own.length,
    }));
  });
  const weights = fitRegression(examples, { used: usedBy[kind], ridge });
  const weight = (name: (typeof weightNames)[number]): number =>
    Number((weights[weightNames.indexOf(name)] ?? 0).toFixed(3));
  return {
    intercept: weight("intercept"),
    similarity: weight("similarity"),
    lowSimilarity: weight("lowSimilarity"),
    margin: weight("margin"),
    quality: weight("quality"),
    qualityTimesSimilarity: weight("qualityTimesSimilarity"),
    logFaces: weight("logFaces"),
    logSize: weight("logSize"),
  };
}

function reportKind(kind: Kind, weights: MatchWeights): void {
  const rows = [["held out", "questions", "same", "log loss", "Brier", "ECE"]];
  for (const set of [...sets, undefined]) {
    const answers = answersOf(set === undefined ? sets : [set], kind, weights);
    const bins = reliabilityOf(answers);
    rows.push([
      set ?? "both",
      String(answers.length),
      String(answers.filter(({ isSame }) => isSame).length),
      logLoss(answers).toFixed(4),
      brier(answers).toFixed(4),
      expectedCalibrationError(bins).toFixed(4),
    ]);
  }
  console.log(table(rows));
  const plot = sets.map((set) => reliabilityOf(answersOf([set], kind, weights)));
  console.log(
    table([
      ["promised", ...sets.flatMap((set) => [`${set}: answers`, "promised", "observed"])],
      ...Array.from({ length: 10 }, (_, bin) => [
        `${bin * 10}-${bin * 10 + 10} %`,
        ...plot.flatMap((bins) => {
          const { pairs = 0, promised = NaN, observed = NaN } = bins[bin] ?? {};
          return [String(pairs), promised.toFixed(3), observed.toFixed(3)];
        }),
      ]),
    ]),
  );
}

function reportStrictness(weights: MatchWeights | undefined): void {
  if (weights === undefined) return;
  const rows = [
    [
      "level",
      "from",
      "set",
      "assigned",
      "wrong per 1,000",
      "of their faces",
      "suggested",
      "right",
      "of their faces",
    ],
  ];
  for (const level of strictnessLevels) {
    for (const set of [...sets, undefined]) {
      const of = set === undefined ? sets : [set];
      const answers = answersOf(of, "face", weights);
      const known = knownQuestions(of);
      const { assigned, suggested } = limitsOf[level];
      const given = answers.filter(({ probability }) => probability >= assigned);
      const asked = answers.filter(({ probability }) => probability < assigned && probability >= suggested);
      const right = (list: readonly Answer[]) => list.filter(({ isSame }) => isSame).length;
      rows.push([
        level,
        `${assigned} / ${suggested}`,
        set ?? "both",
        String(given.length),
        ((1_000 * (given.length - right(given))) / given.length).toFixed(1),
        `${((100 * right(given)) / known).toFixed(1)} %`,
        String(asked.length),
        `${((100 * right(asked)) / asked.length).toFixed(0)} %`,
        `${((100 * right(asked)) / known).toFixed(1)} %`,
      ]);
    }
  }
  console.log(table(rows));
}

/** How many faces have their person among the candidates. */
function knownQuestions(of: readonly string[]): number {
  const all = of.flatMap((set) => tasks.report.get(set) ?? []);
  const counts = all.map(
    ({ face }) => new Set(face.filter(({ isSame }) => isSame).map(({ question }) => question)).size,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function answersOf(of: readonly string[], kind: Kind, weights: MatchWeights): Answer[] {
  return of.flatMap((set) =>
    (tasks.report.get(set) ?? []).flatMap((library) => bestAnswers(library[kind], weights)),
  );
}

function bestAnswers(asked: readonly Task[], weights: MatchWeights): Answer[] {
  const best = new Map<number, Answer>();
  for (const { question, evidence, isSame } of asked) {
    const probability = matchProbability(evidence, weights, strangers);
    if (probability > (best.get(question)?.probability ?? -1)) best.set(question, { probability, isSame });
  }
  return [...best.values()];
}

function reliabilityOf(answers: readonly Answer[]) {
  return reliability(
    Float64Array.from(answers, ({ probability }) => probability),
    Uint8Array.from(answers, ({ isSame }) => (isSame ? 1 : 0)),
  );
}

function logLoss(answers: readonly Answer[]): number {
  const losses = answers.map(({ probability, isSame }) => -Math.log(isSame ? probability : 1 - probability));
  return losses.reduce((sum, loss) => sum + loss, 0) / answers.length;
}

function brier(answers: readonly Answer[]): number {
  return (
    answers.reduce((sum, { probability, isSame }) => sum + (probability - (isSame ? 1 : 0)) ** 2, 0) /
    answers.length
  );
}

function placesOf(names: readonly (keyof MatchWeights)[]): number[] {
  return names.map((name) => weightNames.indexOf(name));
}
