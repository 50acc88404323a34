// Fits how alike a face is to strangers ("commonness" in resources/models.json) on one half of the people of lfw-dev and
// families-dev, and reports on the other half what taking it off a similarity is worth. Decisions 0009 holds the figures.
//   FAMILIAR_DATA=... node test/bench/people/commonness.ts [MODEL]
import { table } from "../../../app/cli/words.ts";
import { solveLinear } from "../../../app/evaluate/solve-linear.ts";
import type { CommonnessDescription } from "../../../app/models/manifest.ts";
import { linearCommonness, type Commonness } from "../../../app/people/commonness.ts";
import { dot } from "../../../app/people/vectors.ts";
import { printMachine } from "../machine.ts";
import { facesOfHalf, loadLabelledFaces, type LabelledFace } from "./labelled-sets.ts";

const model = process.argv[2] ?? "mobilefacenet";
const sets = ["lfw-dev", "families-dev"] as const;

/** The most alike strangers of a face: few enough to be those who could be taken for it. */
const strangers = 10;
/** Of the faces of lfw-dev, all adults, so many are common to no degree. */
const plainShare = 0.3;
/** In squared lengths of vectors; half or three times as much changes no figure by a point. */
const ridge = 10;

const faces = await Promise.all(sets.map(async (set) => await loadLabelledFaces(set, model)));
const [fit, report] = (["fit", "report"] as const).map((half) =>
  faces.map((set) => facesOfHalf(set, half)),
) as [LabelledFace[][], LabelledFace[][]];

printMachine();
console.log(`${model}: fitted on one half of the people, reported on the other`);
const description = fitCommonness(fit.flat(), fit[0] ?? []);
const commonness = linearCommonness(description);
for (const [at, set] of sets.entries()) {
  const own = report[at] ?? [];
  const of = own.map(({ vector }) => commonness(vector)).sort((a, b) => a - b);
  const quantile = (share: number) => of[Math.floor(share * (of.length - 1))]?.toFixed(3);
  console.log(`\n${set}: commonness ${quantile(0.5)} in the middle, ${quantile(0.9)} of the upper tenth`);
  console.log(
    table([
      ["true accepts at a share of false accepts of", "0.1 %", "0.01 %", "1 % within families"],
      ["similarity", ...acceptRates(own, () => 0)],
      ["less commonness", ...acceptRates(own, commonness)],
    ]),
  );
}
console.log(`\n"commonness": ${JSON.stringify(description, null, 2)}`);

/** Ridge regression of the mean similarity to the most alike strangers on the vector. */
function fitCommonness(all: readonly LabelledFace[], plain: readonly LabelledFace[]): CommonnessDescription {
  const levels = all.map((face) => strangerLevel(face, all));
  const level = mean(levels);
  const dimensions = all[0]?.vector.length ?? 0;
  const centre = Float64Array.from({ length: dimensions }, (_, i) =>
    mean(all.map(({ vector }) => vector[i] ?? 0)),
  );
  const centred = all.map(({ vector }) => vector.map((value, i) => value - (centre[i] ?? 0)));
  const right = Array.from({ length: dimensions }, (): number => 0);
  const squares = right.map((_, a) => right.map((__, b): number => (a === b ? ridge : 0)));
  for (const [at, vector] of centred.entries()) {
    const own = (levels[at] ?? 0) - level;
    for (const [a, row] of squares.entries()) {
      const value = vector[a] ?? 0;
      right[a] = (right[a] ?? 0) + own * value;
      for (let b = 0; b < dimensions; b++) row[b] = (row[b] ?? 0) + value * (vector[b] ?? 0);
    }
  }
  const weights = solveLinear(squares, right);
  if (weights === null) throw new RangeError("The regression has no solution.");
  const scale = Math.max(...weights.map(Math.abs)) / 127;
  const steps = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  const predicted = plain.map(({ vector }) =>
    vector.reduce((sum, v, i) => sum + v * (steps[i] ?? 0) * scale, 0),
  );
  predicted.sort((a, b) => a - b);
  const intercept = -(predicted[Math.floor(plainShare * predicted.length)] ?? 0);
  return {
    intercept: Number(intercept.toFixed(4)),
    scale: Number(scale.toPrecision(5)),
    weights: Buffer.from(steps.buffer).toString("base64"),
  };
}

function strangerLevel({ person, vector }: LabelledFace, all: readonly LabelledFace[]): number {
  const others = all.filter((other) => other.person !== person);
  const similarities = Float64Array.from(others, (other) => dot(vector, other.vector)).sort();
  return mean([...similarities.subarray(-strangers)]);
}

function acceptRates(all: readonly LabelledFace[], commonness: Commonness): string[] {
  const own = all.map(({ vector }) => commonness(vector));
  const [same, different, related]: [number[], number[], number[]] = [[], [], []];
  for (const [a, one] of all.entries()) {
    for (let b = 0; b < a; b++) {
      const other = all[b];
      if (other === undefined || other.photo === one.photo) continue;
      const likeness = dot(one.vector, other.vector) - (own[a] ?? 0) - (own[b] ?? 0);
      if (one.person === other.person) same.push(likeness);
      else different.push(likeness);
      if (one.person !== other.person && familyOf(one) === familyOf(other)) related.push(likeness);
    }
  }
  const rate = (impostors: readonly number[], share: number): string => {
    const sorted = Float64Array.from(impostors).sort();
    const threshold = sorted[sorted.length - 1 - Math.floor(share * sorted.length)];
    if (threshold === undefined) return "";
    return `${((100 * same.filter((likeness) => likeness > threshold).length) / same.length).toFixed(1)} %`;
  };
  return [rate(different, 0.001), rate(different, 0.0001), rate(related, 0.01)];
}

/** Of "family/member" the family; lfw-dev has none. */
function familyOf({ person }: LabelledFace): string {
  return person.split("/")[0] ?? person;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
