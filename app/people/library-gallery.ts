import { setImmediate } from "node:timers/promises";
import { changeCount } from "../db/change-count.ts";
import { newestVector } from "../db/embeddings.ts";
import { keepLooks, readKeptLooks, type KeptLooks } from "../db/kept-looks.ts";
import type { Database } from "../db/open.ts";
import { looksOfPerson } from "../db/person-looks.ts";
import { confirmedLooks, personRevisions, type PersonRevision } from "../db/prototypes.ts";
import { commonnessOfModel } from "./commonness.ts";
import { makeGallery, millisecondsOf, type Gallery, type GalleryPerson } from "./gallery.ts";
import { prototypesOf, type Prototype } from "./prototypes.ts";

/** To be counted up when looks are made in another way: what is kept of earlier ones is not used any more. */
const wayOfMaking = 1;

/** The gallery of one model, and from what it was made. */
interface GatheredGallery {
  readonly revisions: string;
  readonly byPerson: ReadonlyMap<number, KeptLooks>;
  readonly gallery: Gallery;
  /** People whose looks are not in the catalogue yet. */
  readonly unsaved: Set<number>;
  /** While the catalogue counts no more changes, nobody's looks have changed. */
  changeCount: string;
}

/** Whoever gathers next finds that people are others than these. */
const nothingGathered = { revisions: "", gallery: makeGallery([], () => 0), changeCount: "" };

/** For each open catalogue and model: the looks of a person are made again only when their faces change. */
const gathered = new WeakMap<Database, Map<string, GatheredGallery>>();

/**
 * The looks of everybody with confirmed faces, or looks without a photo, that have a vector of this model. Made from
 * some 150,000 faces they take 5 s; those that `saveGallery` has kept a tenth of a second.
 */
export function galleryOf(db: Database, model: string): Gallery {
  return gather(db, model).gallery;
}

/**
 * Makes the looks that are not known yet, with other work getting its turn after each person: `galleryOf` then has them.
 * For nothing when somebody else makes them meanwhile, or faces get vectors.
 */
export async function makeGalleryInTurns(db: Database, model: string): Promise<void> {
  const before = gathered.get(db)?.get(model);
  const newest = newestVector(db);
  const byPerson = new Map(before?.byPerson ?? readKeptLooks(db, model));
  const unsaved = new Set(before?.unsaved);
  for (;;) {
    const changes = changeCount(db);
    const unknown = personRevisions(db)
      .map(({ personId, revision }) => ({ personId, revision: revisionOfLooks(revision) }))
      .filter(({ personId, revision }) => byPerson.get(personId)?.revision !== revision);
    if (unknown.length === 0) break;
    for (const { personId, revision } of unknown) {
      // While nothing changes, the revision is that of the faces which the looks are made from.
      if (changeCount(db) !== changes) break;
      byPerson.set(personId, { revision, looks: makeLooks(db, model, personId) });
      unsaved.add(personId);
      await setImmediate();
    }
  }
  if (unsaved.size === (before?.unsaved.size ?? 0)) return;
  if (gathered.get(db)?.get(model) !== before || newestVector(db) !== newest) return;
  keepInMemory(db, model, { ...nothingGathered, byPerson, unsaved });
}

/** Keeps looks that were made since, for the next time that the catalogue is opened; joins its caller's transaction. */
export function saveGallery(db: Database, model: string): void {
  const { byPerson, unsaved } = gather(db, model);
  for (const personId of unsaved) {
    const looks = byPerson.get(personId);
    if (looks !== undefined) keepLooks(db, personId, model, looks);
  }
  unsaved.clear();
}

/** Forgets the looks in memory, after vectors were added to faces that were confirmed already. */
export function forgetGallery(db: Database): void {
  gathered.delete(db);
}

function gather(db: Database, model: string): GatheredGallery {
  const before = gathered.get(db)?.get(model);
  const changes = changeCount(db);
  if (before?.changeCount === changes) return before;
  const people = personRevisions(db);
  const revisions = JSON.stringify(people);
  if (before?.revisions === revisions) {
    before.changeCount = changes;
    return before;
  }
  const made = { ...gatherAnew(db, model, people, before), revisions, changeCount: changes };
  keepInMemory(db, model, made);
  return made;
}

function keepInMemory(db: Database, model: string, made: GatheredGallery): void {
  const ofDatabase = gathered.get(db) ?? new Map<string, GatheredGallery>();
  gathered.set(db, ofDatabase.set(model, made));
}

function revisionOfLooks(facesRevision: string): string {
  return `${wayOfMaking} ${facesRevision}`;
}

function gatherAnew(
  db: Database,
  model: string,
  revisions: readonly PersonRevision[],
  before: GatheredGallery | undefined,
): Pick<GatheredGallery, "byPerson" | "gallery" | "unsaved"> {
  const known = before?.byPerson ?? readKeptLooks(db, model);
  const byPerson = new Map<number, KeptLooks>();
  const unsaved = new Set<number>();
  const people: GalleryPerson[] = [];
  for (const { personId, birthDate, revision: facesRevision } of revisions) {
    const revision = revisionOfLooks(facesRevision);
    const old = known.get(personId);
    const own = old?.revision === revision ? old : { revision, looks: makeLooks(db, model, personId) };
    byPerson.set(personId, own);
    if (own !== old || before?.unsaved.has(personId) === true) unsaved.add(personId);
    const { looks } = own;
    const faces = looks.reduce((sum, look) => sum + look.faces, 0);
    if (looks.length > 0) people.push({ personId, birthDate, looks, faces });
  }
  return { byPerson, gallery: makeGallery(people, commonnessOfModel(model)), unsaved };
}

function makeLooks(db: Database, model: string, personId: number): Prototype[] {
  const faces = confirmedLooks(db, personId, model);
  return [
    ...prototypesOf(faces.map((face) => ({ ...face, takenAtMs: millisecondsOf(face.takenAt) }))),
    ...looksOfPerson(db, personId, model),
  ];
}
