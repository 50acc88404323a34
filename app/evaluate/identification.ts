import type { LabelledFaces } from "./labelled-faces.ts";
import { checkLabelledFaces, forEachPair, photosPerIdentity, similarityOf } from "./labelled-faces.ts";

export interface Identification {
  /** right / probes, 0..1; NaN without probes. */
  readonly rank1: number;
  readonly probes: number;
  readonly right: number;
}

/** What happens when a name is given only to a face at least as similar as the threshold; shares of the probes, 0..1. */
export interface OpenSetFigures {
  readonly namedRightly: number;
  readonly namedWrongly: number;
  /** No enrolled face is similar enough, or the photo has no face. */
  readonly leftUnnamed: number;
  /** Probes that would be given a name if their own person were not enrolled: strangers taken for somebody. */
  readonly strangersNamed: number;
}

/**
 * Leave one out: each photo of a person with two photos or more is named after the most similar other
 * photo. A photo without a face counts as wrong; so does one whose nearest faces are equally near and of
 * different people.
 */
export function leaveOneOut(faces: LabelledFaces): Identification {
  checkLabelledFaces(faces);
  const { identities } = faces;
  const nearestOwn = new Float64Array(identities.length).fill(-Infinity);
  const nearestOther = new Float64Array(identities.length).fill(-Infinity);
  forEachPair(faces, (a, b, similarity) => {
    const nearest = identities[a] === identities[b] ? nearestOwn : nearestOther;
    if (similarity > (nearest[a] ?? Infinity)) nearest[a] = similarity;
    if (similarity > (nearest[b] ?? Infinity)) nearest[b] = similarity;
  });
  const photos = photosPerIdentity(identities);
  let probes = 0;
  let right = 0;
  for (const [photo, identity] of identities.entries()) {
    if ((photos[identity] ?? 0) < 2) continue;
    probes++;
    if ((nearestOwn[photo] ?? -Infinity) > (nearestOther[photo] ?? -Infinity)) right++;
  }
  return { rank1: right / probes, probes, right };
}

/**
 * Averaged templates: each photo of a person with two photos or more is named after the most similar mean of a person's
 * photos, itself left out. A photo without a face is wrong; so is a tie between two people.
 */
export function averagedTemplates(faces: LabelledFaces): Identification {
  checkLabelledFaces(faces);
  const { identities, dimension, embeddings, hasFace } = faces;
  const photos = photosPerIdentity(identities);
  const sums = photos.length === 0 ? [] : sumsOfIdentities(faces, photos.length);
  let probes = 0;
  let right = 0;
  for (const [photo, identity] of identities.entries()) {
    if ((photos[identity] ?? 0) < 2) continue;
    probes++;
    if (hasFace[photo] !== 1) continue;
    const vector = embeddings.subarray(photo * dimension, (photo + 1) * dimension);
    const own = cosineOf(vector, difference(sums[identity], vector));
    const isRight = sums.every((sum, other) => other === identity || own > cosineOf(vector, sum));
    if (isRight) right++;
  }
  return { rank1: right / probes, probes, right };
}

function sumsOfIdentities({ identities, dimension, embeddings, hasFace }: LabelledFaces, count: number) {
  const sums = Array.from({ length: count }, () => new Float64Array(dimension));
  for (const [photo, identity] of identities.entries()) {
    if (hasFace[photo] !== 1) continue;
    const sum = sums[identity];
    if (sum === undefined) continue;
    for (let at = 0; at < dimension; at++) {
      sum[at] = (sum[at] ?? 0) + (embeddings[photo * dimension + at] ?? 0);
    }
  }
  return sums;
}

function difference(sum: Float64Array | undefined, vector: Float32Array): Float64Array {
  return Float64Array.from(vector, (value, at) => (sum?.[at] ?? 0) - value);
}

/** The cosine with a unit vector; -Infinity for a template of no face. */
function cosineOf(vector: Float32Array, template: Float64Array): number {
  let product = 0;
  let squares = 0;
  for (const [at, value] of template.entries()) {
    product += value * (vector[at] ?? 0);
    squares += value * value;
  }
  // A sum from which its only face was taken again is zero but for rounding.
  return squares < 1e-9 ? -Infinity : product / Math.sqrt(squares);
}

/**
 * One shot: the first photo of each person, in the order given, is enrolled, and every other photo is named
 * after the most similar enrolled one. A person whose first photo has no face is not enrolled, so all
 * their other photos are wrong; a photo without a face is wrong; so is a tie between two people.
 * `openSet` is present when a (finite) threshold is given.
 */
export function oneShot(
  faces: LabelledFaces,
  threshold?: number,
): Identification & { readonly openSet?: OpenSetFigures } {
  checkLabelledFaces(faces);
  const enrolled = firstPhotos(faces.identities);
  let probes = 0;
  let right = 0;
  let namedRightly = 0;
  let namedWrongly = 0;
  let strangersNamed = 0;
  for (const [photo, identity] of faces.identities.entries()) {
    if (enrolled[identity] === photo) continue;
    const own = similarityOf(faces, photo, enrolled[identity] ?? photo);
    const other = nearestEnrolled(faces, photo, enrolled);
    const isRight = own > other;
    probes++;
    if (isRight) right++;
    if (threshold === undefined) continue;
    if (isRight && own >= threshold) namedRightly++;
    if (!isRight && other >= threshold) namedWrongly++;
    if (other >= threshold) strangersNamed++;
  }
  const figures = { rank1: right / probes, probes, right };
  if (threshold === undefined) return figures;
  return {
    ...figures,
    openSet: {
      namedRightly: namedRightly / probes,
      namedWrongly: namedWrongly / probes,
      leftUnnamed: (probes - namedRightly - namedWrongly) / probes,
      strangersNamed: strangersNamed / probes,
    },
  };
}

function firstPhotos(identities: Int32Array): Int32Array {
  const first = new Int32Array(photosPerIdentity(identities).length).fill(-1);
  for (const [photo, identity] of identities.entries()) {
    if (first[identity] === -1) first[identity] = photo;
  }
  return first;
}

function nearestEnrolled(faces: LabelledFaces, photo: number, enrolled: Int32Array): number {
  let nearest = -Infinity;
  for (let identity = 0; identity < enrolled.length; identity++) {
    const example = enrolled[identity] ?? -1;
    if (example === -1 || identity === faces.identities[photo]) continue;
    nearest = Math.max(nearest, similarityOf(faces, photo, example));
  }
  return nearest;
}
