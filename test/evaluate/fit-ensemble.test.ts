import { describe, expect, it } from "vitest";
import type { MemberFaces } from "../../app/evaluate/ensemble-pairs.ts";
import { samplePairs } from "../../app/evaluate/ensemble-pairs.ts";
import { fitEnsemble } from "../../app/evaluate/fit-ensemble.ts";
import { halvesOfPeople } from "../../app/evaluate/half-of-people.ts";
import { normalise } from "../../app/faces/embed.ts";
import { createEnsembleJudge, ensembleSchema } from "../../app/verification/ensemble.ts";

const people = 60;
const photosOfEach = 4;
const dimension = 12;

/** Numerical Recipes' generator, so that the numbers are the same everywhere. */
function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** A model that sees the same made-up people as every other, with noise of its own, more of it in blurred photos. */
function member(name: string, seed: number, noise: number, noiseIfBlurred = noise): MemberFaces {
  const [true_, own] = [createNoise(7), createNoise(seed)];
  const vectors: Float32Array[] = [];
  for (let person = 0; person < people; person++) {
    const centre = Array.from({ length: dimension }, true_);
    for (let photo = 0; photo < photosOfEach; photo++) {
      const strength = isBlurred(photo) ? noiseIfBlurred : noise;
      vectors.push(normalise(Float32Array.from(centre, (value) => value + strength * own())).vector);
    }
  }
  const embeddings = new Float32Array(vectors.length * dimension);
  for (const [at, vector] of vectors.entries()) embeddings.set(vector, at * dimension);
  return {
    name,
    faces: {
      ...{ embeddings, dimension },
      identities: Int32Array.from(vectors, (_, at) => Math.floor(at / photosOfEach)),
      hasFace: new Uint8Array(vectors.length).fill(1),
    },
    facts: vectors.map((_, at) => ({
      ...{ norm: 1, quality: 1, yaw: 0, sizePixels: 100 },
      sharpness: isBlurred(at % photosOfEach) ? 10 : 100,
    })),
  };
}

/** Every other photo of a person is. */
function isBlurred(photo: number): boolean {
  return photo % 2 === 1;
}

const members = [member("one", 11, 0.9), member("other", 23, 1)];
const identities = members[0]?.faces.identities ?? new Int32Array();
const halves = halvesOfPeople(identities);

describe("an ensemble", () => {
  const fitted = fitEnsemble(members, halves, 0.01);

  it("tells people apart that it was not fitted on better than each of its members, whose errors are their own", () => {
    const [ensemble, , ...each] = fitted.heldOut;
    expect(each.map(({ name }) => name)).toEqual(["one", "other"]);
    for (const { auc, equalErrorRate, logLoss } of each) {
      expect(ensemble?.auc ?? 0).toBeGreaterThan(auc ?? 1);
      expect(ensemble?.equalErrorRate ?? 1).toBeLessThan(equalErrorRate ?? 0);
      expect(ensemble?.logLoss ?? Infinity).toBeLessThan(logLoss ?? 0);
    }
    // 30 held-out people: 30 x 6 pairs of one person, the rest of 120 x 119 / 2 of two.
    expect(fitted.heldScores).toMatchObject({ samePairs: 180, differentPairs: 7140 - 180 });
  });

  it("judges two faces as it did when it was fitted, in whichever order they come", () => {
    const judge = createEnsembleJudge(
      ensembleSchema.parse({
        version: 1,
        detector: file("detector"),
        landmarks: null,
        members: members.map(({ name }) => ({
          model: file(name),
          alignment: "five-points",
          withMirrorImage: false,
        })),
        ...{ fusion: fitted.fusion, trees: fitted.trees, threshold: fitted.threshold },
        fitted: {
          folder: "made up",
          at: "2026-11-26T20:00:00.000Z",
          pictures: 120,
          people: 30,
          falseAcceptRate: 0.01,
        },
        heldOut: fitted.heldOut,
      }),
    );
    let same = 0;
    for (const place of halves.held.filter((at) => at % photosOfEach === 0)) {
      const verdict = judge.compare(faceAt(place), faceAt(place + 1));
      expect(judge.compare(faceAt(place + 1), faceAt(place))).toEqual(verdict);
      expect(verdict.distance).toBeCloseTo(1 - verdict.probability, 12);
      if (verdict.verified) same++;
    }
    expect(same).toBeGreaterThan(15);
    expect(judge.compare(faceAt(4), faceAt(12)).verified).toBe(false);
  });

  it("stays the same for the same pictures", () => {
    expect(fitEnsemble(members, halves, 0.01).trees).toEqual(fitted.trees);
  });
});

describe("the trees", () => {
  it("learn what no sum of distances says: how much a distance is worth in a blurred photo", () => {
    const blurry = [member("one", 11, 0.4, 1.6), member("other", 23, 0.5, 1.5)];
    const { heldOut, trees } = fitEnsemble(blurry, halves, 0.01);
    const [ensemble, start] = heldOut;
    expect(trees.trees.length).toBeGreaterThan(0);
    expect(ensemble?.logLoss ?? Infinity).toBeLessThan(start?.logLoss ?? 0);
    expect(ensemble?.auc ?? 0).toBeGreaterThan(start?.auc ?? 1);
  });
});

describe("the pairs that are learnt from", () => {
  it("stand for all pairs: those of two people by what they weigh", () => {
    const pairs = samplePairs(members, halves.fitting);
    const weigh = (isSame: boolean) =>
      pairs.filter((pair) => pair.isSame === isSame).reduce((sum, { weight }) => sum + weight, 0);
    // A person of four photos has six pairs of the weight 1 / sqrt(3).
    expect(weigh(true)).toBeCloseTo(180 / Math.sqrt(3), 6);
    expect(Math.abs(weigh(false) - (7140 - 180))).toBeLessThan(20);
    expect(pairs.length).toBeLessThan(1500);
  });
});

function file(id: string) {
  return { id, sha256: "0".repeat(64) };
}

function faceAt(place: number) {
  return {
    ...{ quality: 1, sharpness: 100, yaw: 0, sizePixels: 100 },
    represented: members.map(({ faces }) => ({
      vector: faces.embeddings.slice(place * dimension, (place + 1) * dimension),
      norm: 1,
    })),
  };
}
