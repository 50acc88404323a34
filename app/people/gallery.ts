import type { Database } from "../db/open.ts";
import { looksOfPerson } from "../db/person-looks.ts";
import { confirmedLooks, personRevisions, type PersonRevision } from "../db/prototypes.ts";
import { commonnessOfModel, type Commonness } from "./commonness.ts";
import { prototypesOf, type Prototype } from "./prototypes.ts";
import { dotAt } from "./vectors.ts";

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
  /** The vectors of all looks one after the other, person by person: a comparison with everybody reads it once. */
  readonly table: Float32Array;
  /** Of each look, in the order of `table`. */
  readonly commonness: Float64Array;
  readonly dimensions: number;
  readonly commonnessOf: Commonness;
}

interface KnownLooks {
  readonly revision: string;
  readonly person: Omit<GalleryPerson, "birthDate"> | null;
}

interface KeptGallery {
  readonly state: string;
  readonly byPerson: Map<number, KnownLooks>;
  readonly gallery: Gallery;
}

/** Kept for each open catalogue and model: the looks of a person are computed again only when their faces change. */
const kept = new WeakMap<Database, Map<string, KeptGallery>>();

/** The looks of everybody with confirmed faces, or looks without a photo, that have a vector of this model. */
export function galleryOf(db: Database, model: string): Gallery {
  const known = kept.get(db)?.get(model);
  const revisions = personRevisions(db);
  const state = JSON.stringify(revisions);
  if (known?.state === state) return known.gallery;
  const byPerson = new Map<number, KnownLooks>();
  const people: GalleryPerson[] = [];
  for (const revision of revisions) {
    const looks = looksOf(db, model, revision, known?.byPerson.get(revision.personId));
    byPerson.set(revision.personId, looks);
    if (looks.person !== null) people.push({ ...looks.person, birthDate: revision.birthDate });
  }
  const gallery = makeGallery(people, commonnessOfModel(model));
  const ofDatabase = kept.get(db) ?? new Map<string, KeptGallery>();
  kept.set(db, ofDatabase.set(model, { state, byPerson, gallery }));
  return gallery;
}

/** Forgets the kept looks, after vectors were added to faces that were confirmed already. */
export function forgetGallery(db: Database): void {
  kept.delete(db);
}

/** A gallery of these people; their looks have vectors of one length. */
export function makeGallery(people: readonly GalleryPerson[], commonnessOf: Commonness): Gallery {
  const looks = people.flatMap((person) => person.looks);
  const dimensions = looks[0]?.vector.length ?? 0;
  const table = new Float32Array(looks.length * dimensions);
  for (const [at, { vector }] of looks.entries()) table.set(vector, at * dimensions);
  const commonness = Float64Array.from(looks, ({ vector }) => commonnessOf(vector));
  return { people, table, commonness, dimensions, commonnessOf };
}

/**
 * How alike a unit vector is to the most alike look of each person, in the order of `gallery.people`: the cosine
 * similarity less the commonness of both.
 */
export function likenessesTo(gallery: Gallery, vector: Float32Array): Float64Array {
  const { people, table, commonness, dimensions } = gallery;
  const own = gallery.commonnessOf(vector);
  const likenesses = new Float64Array(people.length);
  let row = 0;
  for (const [at, { looks }] of people.entries()) {
    let best = -Infinity;
    for (const end = row + looks.length; row < end; row++) {
      best = Math.max(best, dotAt(vector, table, row * dimensions) - (commonness[row] ?? 0));
    }
    likenesses[at] = best - own;
  }
  return likenesses;
}

/** A local time at the camera as milliseconds since 1970, as if it were UTC: only distances in time count. */
export function millisecondsOf(takenAt: string | null): number | null {
  if (takenAt === null) return null;
  const ms = Date.parse(`${takenAt}Z`);
  return Number.isNaN(ms) ? null : ms;
}

function looksOf(
  db: Database,
  model: string,
  { personId, revision }: PersonRevision,
  known: KnownLooks | undefined,
): KnownLooks {
  if (known?.revision === revision) return known;
  const faces = confirmedLooks(db, personId, model);
  const looks: Prototype[] = [
    ...prototypesOf(faces.map((face) => ({ ...face, takenAtMs: millisecondsOf(face.takenAt) }))),
    ...looksOfPerson(db, personId, model),
  ];
  if (looks.length === 0) return { revision, person: null };
  return { revision, person: { personId, looks, faces: looks.reduce((sum, look) => sum + look.faces, 0) } };
}
