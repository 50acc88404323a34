import { LabelledFolderError } from "./errors.ts";
import type { LabelledFaces } from "./labelled-faces.ts";

/** The places of all pictures, by which half of the people is on them: to fit on, and to report on. */
export interface Halves {
  readonly fitting: readonly number[];
  readonly held: readonly number[];
}

/** Every other person goes to the half that is fitted on. */
export function halvesOfPeople(identities: Int32Array): Halves {
  return splitPeople(identities, (identity) => identity % 2 === 0);
}

/** Parts the pictures by who is on them. */
export function splitPeople(identities: Int32Array, isFitting: (identity: number) => boolean): Halves {
  const fitting: number[] = [];
  const held: number[] = [];
  for (const [place, identity] of identities.entries()) (isFitting(identity) ? fitting : held).push(place);
  return { fitting, held };
}

/** These pictures alone, in this order. */
export function selectPictures(faces: LabelledFaces, places: readonly number[]): LabelledFaces {
  const { dimension } = faces;
  const embeddings = new Float32Array(places.length * dimension);
  for (const [to, from] of places.entries()) {
    embeddings.set(faces.embeddings.subarray(from * dimension, (from + 1) * dimension), to * dimension);
  }
  return {
    embeddings,
    dimension,
    identities: Int32Array.from(places, (place) => faces.identities[place] ?? -1),
    hasFace: Uint8Array.from(places, (place) => faces.hasFace[place] ?? 0),
  };
}

/**
 * Throws LabelledFolderError unless both halves have two people or more, and one with two photos or more that show a
 * face: without pairs of one person and of two, nothing can be fitted or reported.
 */
export function checkHalves(folder: string, faces: LabelledFaces, { fitting, held }: Halves): void {
  for (const places of [fitting, held]) {
    const seen = places
      .filter((place) => faces.hasFace[place] === 1)
      .map((place) => faces.identities[place] ?? -1);
    const people = new Set(seen).size;
    if (people >= 2 && seen.length > people) continue;
    throw new LabelledFolderError(
      folder,
      "fitting takes two halves of the people, each with two people or more and two photos of one of them that show a face. Add people or photos.",
    );
  }
}
