// Finds the subspace that an embedding model's vectors lie in, on one half of the people of lfw-dev and families-dev, writes
// its basis to resources, and reports on the other half what is lost. Decisions 0012 holds the figures.
//   FAMILIAR_DATA=... node test/bench/people/subspace.ts [MODEL] [DIMENSIONS] [FILE]
import { writeFileSync } from "node:fs";
import { basisOfBytes, bytesOfBasis, subspaceOf } from "../../../app/people/subspace.ts";
import { addScaled, dot, normalise } from "../../../app/people/vectors.ts";
import { table } from "../../../app/cli/words.ts";
import { randomUnitVectors } from "../../people/unit-vectors.ts";
import { printMachine } from "../machine.ts";
import { facesOfHalf, loadLabelledFaces } from "./labelled-sets.ts";

const [model = "mobilefacenet", wanted = "160", file] = process.argv.slice(2);
const dimensions = Number(wanted);
/** Rounds of orthogonal iteration: from here on nothing changes that the table shows. */
const rounds = 60;

const sets = await Promise.all(
  (["lfw-dev", "families-dev"] as const).map(async (name) => ({
    name,
    faces: await loadLabelledFaces(name, model),
  })),
);
const fit = sets.flatMap(({ faces }) => facesOfHalf(faces, "fit").map(({ vector }) => vector));
printMachine();
const basis = basisOfBytes(bytesOfBasis(flatten(leadingDirections(fit, dimensions))));
const { project } = subspaceOf(dimensions, basis);
console.log(
  `${model}: ${dimensions} of ${fit[0]?.length ?? 0} dimensions, found with ${fit.length} faces of one half`,
);
console.log(
  table([
    ["the other half of", "faces", "pairs", "largest difference of a similarity", "mean"],
    ...sets.map(({ name, faces }) => [
      name,
      ...differences(facesOfHalf(faces, "report").map(({ vector }) => vector)),
    ]),
  ]),
);
if (file !== undefined) writeFileSync(file, bytesOfBasis(basis));

/** The directions in which the vectors are longest, by orthogonal iteration on the matrix of their second moments. */
function leadingDirections(vectors: readonly Float32Array[], count: number): Float32Array[] {
  const length = vectors[0]?.length ?? 0;
  const moments = Array.from({ length }, () => new Float32Array(length));
  for (const vector of vectors)
    for (const [at, row] of moments.entries()) addScaled(row, vector, vector[at] ?? 0);
  let directions = orthonormal(randomUnitVectors(count, length, 1));
  for (let round = 0; round < rounds; round++) {
    directions = orthonormal(
      directions.map((direction) => Float32Array.from(moments, (row) => dot(row, direction))),
    );
  }
  return directions;
}

/** Gram and Schmidt's, twice for the sake of rounding. */
function orthonormal(vectors: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = [];
  for (const vector of vectors) {
    for (const other of [...done, ...done]) addScaled(vector, other, -dot(vector, other));
    done.push(normalise(vector));
  }
  return done;
}

function flatten(vectors: readonly Float32Array[]): Float32Array {
  return Float32Array.from(vectors.flatMap((vector) => [...vector]));
}

function differences(vectors: readonly Float32Array[]): string[] {
  const projected = vectors.map(project);
  let largest = 0;
  let sum = 0;
  let pairs = 0;
  for (const [a, one] of vectors.entries()) {
    for (let b = 0; b < a; b++) {
      const other = vectors[b];
      const [pOne, pOther] = [projected[a], projected[b]];
      if (other === undefined || pOne === undefined || pOther === undefined) continue;
      const difference = Math.abs(dot(one, other) - dot(pOne, pOther));
      largest = Math.max(largest, difference);
      sum += difference;
      pairs += 1;
    }
  }
  return [String(vectors.length), String(pairs), largest.toFixed(5), (sum / pairs).toFixed(6)];
}
