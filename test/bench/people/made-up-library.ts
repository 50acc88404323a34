// Faces as a library of any size would have them: people, photos and quality are made up, similarities are not.
import { addScaled, dot, normalise } from "../../../app/people/vectors.ts";
import type { LabelledFace } from "./labelled-sets.ts";

/** A made-up face; `person` is the truth that clustering does not see. */
export interface MadeUpFace {
  readonly person: number;
  readonly photo: number;
  readonly quality: number;
}

export interface MadeUpLibrary {
  readonly faces: readonly MadeUpFace[];
  readonly dimensions: number;
  /** faces x dimensions; each row of unit length. */
  readonly vectors: Float32Array;
}

/** Real people mixed into one: few, as then some strangers look as alike as the most alike of real ones do. */
const mixedMeans = 6;

/** Real deviations mixed into one: enough for sums that are all but normally distributed. */
const mixedDeviations = 48;

/** Faces of the person with the most, of all; the person in place n has 1 / n^tail times as many (Zipf's law). */
const largestShare = 0.04;
const tail = 0.85;

/** Faces of people who are seen once, of all. */
const passersBy = 0.15;

/**
 * Draws `count` faces. A person is a random mixture of the means of real people, and a face adds a random mixture of
 * the deviations of real faces from their person's mean: so both have the covariance of the real ones. A face deviates
 * as much as a real face does, drawn with its quality from the real ones. A photo shows 1 to 6 people (half of them one).
 */
export function makeUpLibrary(
  count: number,
  real: readonly LabelledFace[],
  random: () => number,
): MadeUpLibrary {
  const { means, deviations, samples } = analyse(real);
  const dimensions = real[0]?.vector.length ?? 0;
  const people = personOfEachFace(count, random);
  const looks = Array.from({ length: people.reduce((a, b) => Math.max(a, b)) + 1 }, () =>
    mix(means, mixedMeans, random),
  );
  const vectors = new Float32Array(count * dimensions);
  const faces = people.map((person, at): Omit<MadeUpFace, "photo"> => {
    const sample = samples[Math.floor(random() * samples.length)] ?? { length: 0, meanLength: 1, quality: 1 };
    const vector = new Float32Array(dimensions);
    addScaled(vector, looks[person] ?? vector, sample.meanLength);
    addScaled(vector, mix(deviations, mixedDeviations, random), sample.length);
    vectors.set(normalise(vector), at * dimensions);
    return { person, quality: sample.quality };
  });
  const photos = photoOfEachFace(people, random);
  return { faces: faces.map((face, at) => ({ ...face, photo: photos[at] ?? 0 })), dimensions, vectors };
}

function analyse(real: readonly LabelledFace[]) {
  const means: Float32Array[] = [];
  const deviations: Float32Array[] = [];
  const samples: { length: number; meanLength: number; quality: number }[] = [];
  for (const faces of Map.groupBy(real, ({ person }) => person).values()) {
    const mean = new Float32Array(faces[0]?.vector.length ?? 0);
    for (const { vector } of faces) addScaled(mean, vector, 1 / faces.length);
    // The mean of few faces holds much of each; only people with several say how far faces lie from it.
    if (faces.length >= 4) {
      const unbiased = Math.sqrt(faces.length / (faces.length - 1));
      for (const { vector, quality } of faces) {
        const deviation = Float32Array.from(vector, (value, i) => (value - (mean[i] ?? 0)) * unbiased);
        const length = Math.sqrt(dot(deviation, deviation));
        samples.push({ length, meanLength: Math.sqrt(Math.max(0.05, 1 - length ** 2)), quality });
        deviations.push(normalise(deviation));
      }
    }
    means.push(normalise(mean));
  }
  return { means, deviations, samples };
}

/** A normally distributed mixture, of length 1. */
function mix(vectors: readonly Float32Array[], count: number, random: () => number): Float32Array {
  const mixture = new Float32Array(vectors[0]?.length ?? 0);
  for (let i = 0; i < count; i++) {
    const vector = vectors[Math.floor(random() * vectors.length)];
    if (vector !== undefined) addScaled(mixture, vector, normal(random));
  }
  return normalise(mixture);
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function personOfEachFace(count: number, random: () => number): number[] {
  const people: number[] = [];
  for (let person = 0; people.length < count; person++) {
    const isKnown = people.length < (1 - passersBy) * count;
    const size = isKnown ? Math.max(1, Math.round((largestShare * count) / (person + 1) ** tail)) : 1;
    for (let i = 0; i < size && people.length < count; i++) people.push(person);
  }
  return shuffle(people, random);
}

/** Faces are dealt out to photos in their order; a person who is in the photo already goes to one of their own. */
function photoOfEachFace(people: readonly number[], random: () => number): number[] {
  let photos = 0;
  let open = { number: -1, room: 0, people: new Set<number>() };
  return people.map((person) => {
    if (open.room > 0 && open.people.has(person)) return photos++;
    if (open.room === 0) {
      open = { number: photos++, room: random() < 0.5 ? 1 : 2 + Math.floor(random() * 5), people: new Set() };
    }
    open.room -= 1;
    open.people.add(person);
    return open.number;
  });
}

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const item = items[last];
    const swapped = items[other];
    if (item !== undefined && swapped !== undefined) [items[last], items[other]] = [swapped, item];
  }
  return items;
}
