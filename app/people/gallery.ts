import type { Commonness } from "./commonness.ts";
import { floatRows, type FloatRows } from "./float-rows.ts";
import type { Prototype } from "./prototypes.ts";

/** A person with their looks. */
export interface GalleryPerson {
  readonly personId: number;
  /** "2019-05-31"; null = unknown. */
  readonly birthDate: string | null;
  /** At least one. */
  readonly looks: readonly Prototype[];
  /** Faces that define the looks. */
  readonly faces: number;
}

/** Everybody whom a face can be compared with: all people who have confirmed faces, or looks without a photo. */
export interface Gallery {
  readonly people: readonly GalleryPerson[];
  readonly byId: ReadonlyMap<number, GalleryPerson>;
  /** The vectors of all looks, person by person. */
  readonly rows: FloatRows;
  /** Of each look, in the order of `rows`. */
  readonly commonness: Float64Array;
  readonly commonnessOf: Commonness;
}

/** A gallery of these people; their looks have vectors of one length. */
export function makeGallery(people: readonly GalleryPerson[], commonnessOf: Commonness): Gallery {
  const looks = people.flatMap((person) => person.looks);
  const commonness = Float64Array.from(looks, ({ vector }) => commonnessOf(vector));
  return {
    people,
    byId: new Map(people.map((person) => [person.personId, person])),
    rows: floatRows(looks.map(({ vector }) => vector)),
    ...{ commonness, commonnessOf },
  };
}

/**
 * How alike each unit vector is to the most alike look of each person, in the order of `gallery.people`: the cosine
 * similarity less the commonness of both. Many vectors at once take a third of the time of one after the other.
 */
export function likenessesTo(gallery: Gallery, vectors: readonly Float32Array[]): Float64Array[] {
  const { people, rows, commonness, commonnessOf } = gallery;
  return rows.dotAll(vectors).map((products, at) => {
    const own = commonnessOf(vectors[at] ?? new Float32Array());
    const likenesses = new Float64Array(people.length);
    let row = 0;
    for (const [place, { looks }] of people.entries()) {
      let best = -Infinity;
      for (const end = row + looks.length; row < end; row++) {
        best = Math.max(best, (products[row] ?? 0) - (commonness[row] ?? 0));
      }
      likenesses[place] = best - own;
    }
    return likenesses;
  });
}

/** A local time at the camera as milliseconds since 1970, as if it were UTC: only distances in time count. */
export function millisecondsOf(takenAt: string | null): number | null {
  if (takenAt === null) return null;
  const ms = Date.parse(`${takenAt}Z`);
  return Number.isNaN(ms) ? null : ms;
}
