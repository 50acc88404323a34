import { addAppearance, peopleAppearingIn } from "../db/appearances.ts";
import { confirmedFacesInPhotos, decidedFaces } from "../db/decided-faces.ts";
import { addDifferentPeople, peopleDifferentFrom } from "../db/different-people.ts";
import type { Face } from "../db/faces.ts";
import { allJudgements } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { findPerson, updatePerson } from "../db/people.ts";
import { inTransaction } from "../db/transaction.ts";
import { act, type ActionContext, type PerformedAction } from "../journal/act.ts";
import { countOf, listOf } from "../people/summary-words.ts";
import { SameNamesError } from "./errors.ts";
import type { Transfer, TransferFaceReference, TransferPhoto } from "./format.ts";
import { importAlbum } from "./import-albums.ts";
import { importFaces, isSaid, rejectionKeys, type ImportFaces } from "./import-faces.ts";
import { importJudgement } from "./import-judgements.ts";
import { importPeople, type ImportedPerson } from "./import-people.ts";
import { addConflict, emptyReport, type ImportReport, type OpenReport } from "./import-report.ts";
import { importPartedPairs } from "./import-pairs.ts";
import { importStacks, photosOfGroupings } from "./import-stacks.ts";
import { matchFaces } from "./match-faces.ts";
import { matchPeople, type SameName } from "./match-people.ts";
import { createPhotoFinder, type MatchedPhoto, type PhotoFinder } from "./match-photos.ts";
import { refuseUnfit } from "./refuse-unfit.ts";

/** What to import, and how. */
export interface ImportTransfer {
  readonly transfer: Transfer;
  /** The file's name, for the history and for errors. */
  readonly fileName: string;
  /**
   * Whether somebody of the file (by identity) who is called like somebody here is that person. Null = it was not said.
   */
  readonly sameName: (identity: string) => SameName | null;
  /** How long the vectors of a model are; null for a model that this Familiar does not know. */
  readonly dimensionsOf: (model: string) => number | null;
  /** Called now and then. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** How far an import is: photos of the file are looked for, then what the file says of each is added. */
export interface ImportProgress {
  readonly step: "finding" | "adding";
  /** Photos. */
  readonly done: number;
  readonly total: number;
}

/**
 * Adds to the library what a file says of people, faces and albums. What was said here before is never changed: where the
 * file says otherwise, that is a conflict, which is counted and left out. Importing again changes nothing. Photos that
 * are not here are known by their hash, and what is said of them holds as soon as a scan finds them.
 * @throws OtherModelError; SameNamesError when somebody has to be asked about.
 */
export function importTransfer(
  context: ActionContext,
  options: ImportTransfer,
): PerformedAction & { readonly result: ImportReport } {
  refuseUnfit(context.db, options);
  return act(
    context,
    { kind: "import-library", summary: (report: ImportReport) => summaryOf(report, options) },
    () => {
      const report = runImport(context.db, options);
      if (report.sameNames.length > 0) throw new SameNamesError(report.sameNames.map(({ name }) => name));
      return report;
    },
  );
}

/** What an import would do; nothing is kept. People who have to be asked about count as somebody else. @throws OtherModelError. */
export function previewImport(db: Database, options: ImportTransfer): ImportReport {
  refuseUnfit(db, options);
  let report: ImportReport = emptyReport();
  try {
    inTransaction(db, () => {
      report = runImport(db, options);
      throw new TakeBack();
    });
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error;
  }
  return report;
}

class TakeBack extends Error {}

/**
 * The same as previewImport, done to a copy of the catalogue that is thrown away. @throws OtherModelError, and what SQLite
 * throws (a full drive).
 */
export function importIntoCopy(copy: Database, options: ImportTransfer): ImportReport {
  refuseUnfit(copy, options);
  return inTransaction(copy, () => runImport(copy, options));
}

function summaryOf({ people, faces, albums }: ImportReport, { fileName }: ImportTransfer): string {
  const parts = [
    ...(people.added > 0 ? [peopleText(people.added)] : []),
    ...(faces.named > 0 ? [countOf(faces.named, "named face")] : []),
    ...(albums.added > 0 ? [countOf(albums.added, "album")] : []),
  ];
  return `imported ${parts.length > 0 ? listOf(parts) : "what was said"} from ${fileName}`;
}

function peopleText(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`;
}

/** A photo of the file with its faces here. */
interface OpenPhoto {
  readonly photo: TransferPhoto;
  readonly here: MatchedPhoto | null;
  readonly matched: readonly (Face | null)[];
}

/** Photos between two words on how far it is: some 100 ms. */
const photosPerWord = 500;

function runImport(db: Database, { transfer, sameName, onProgress }: ImportTransfer): ImportReport {
  const report = emptyReport();
  const finder = createPhotoFinder(db);
  const needed = neededOf(transfer);
  const wanted = transfer.photos.filter((photo) => isPhotoNeeded(photo, needed));
  const tell = (step: ImportProgress["step"], done: number) => {
    if (done % photosPerWord === 0) onProgress?.({ step, done, total: wanted.length });
  };
  const photos = wanted.map((photo, at) => {
    tell("finding", at);
    return open(db, finder, photo);
  });
  const hasJudgements = allJudgements(db).length > 0;
  const matches = matchPeople(db, transfer.people, { byFaces: peopleByFaces(photos), sameName });
  const people = importPeople({ db, report }, transfer, matches);
  const personOf = (identity: string): ImportedPerson => {
    const person = people.get(identity);
    if (person === undefined)
      throw new RangeError(`The file names a person ${identity} whom it does not describe.`);
    return person;
  };
  const photoIds = new Map<string, number>();
  const faceIds = new Map<string, number>();
  const faces: ImportFaces = {
    ...{ db, report, personOf, hasJudgements },
    ...{ rejectedHere: rejectionKeys(db), addedFaces: new Set() },
  };
  for (const [done, { photo, here: found, matched }] of photos.entries()) {
    tell("adding", done);
    const here = found ?? finder.findOrRecord(photo);
    report.photos[found === null ? "waiting" : "here"] += 1;
    if (found?.by === "path") report.photos.byPath += 1;
    photoIds.set(photo.hash, here.photoId);
    const isNeeded = (at: number) => needed.faces.has(faceKey([photo.hash, at]));
    const ids = importFaces(faces, { photo, here }, matched, isNeeded);
    for (const [at, id] of ids) faceIds.set(faceKey([photo.hash, at]), id);
    chooseCovers(db, photo, { ids, personOf });
    for (const identity of photo.people ?? []) appear(db, report, personOf(identity), here.photoId);
  }
  sayOfEachOther(db, transfer, { report, personOf, faceIds });
  const photoIdOf = (hash: string) => photoIds.get(hash);
  importPartedPairs({ db, report, photoIdOf }, transfer.photos);
  importStacks({ db, report, photoIdOf }, transfer.photos);
  for (const album of transfer.albums)
    importAlbum({ db, report, personIdOf: (identity) => people.get(identity)?.id, photoIdOf }, album);
  return report;
}

interface Needed {
  readonly photos: ReadonlySet<string>;
  readonly faces: ReadonlySet<string>;
}

/** Photos of albums, stacks and pairs, and faces of judgements, of which nothing else need be said. */
function neededOf({ albums, judgements, photos }: Transfer): Needed {
  const references = judgements.flatMap(({ faces, others = [] }) => [...faces, ...others]);
  const inAlbums = albums.flatMap(({ photos = [], cover }) =>
    cover === undefined ? photos : [...photos, cover],
  );
  return {
    photos: new Set([...inAlbums, ...photos.flatMap(photosOfGroupings), ...references.map(([hash]) => hash)]),
    faces: new Set(references.map(faceKey)),
  };
}

function isPhotoNeeded(photo: TransferPhoto, { photos }: Needed): boolean {
  return photos.has(photo.hash) || (photo.people?.length ?? 0) > 0 || photo.faces?.some(isSaid) === true;
}

function open(db: Database, finder: PhotoFinder, photo: TransferPhoto): OpenPhoto {
  const here = finder.find(photo);
  const faces = photo.faces ?? [];
  return {
    photo,
    here,
    matched: here === null ? faces.map(() => null) : matchFaces(db, here.photoId, faces, here.size),
  };
}

/** Whose faces here the file gives to each of its people: somebody with most of those that have a name here. */
function peopleByFaces(photos: readonly OpenPhoto[]): Map<string, number> {
  const votes = new Map<string, Map<number, number>>();
  for (const { photo, matched } of photos) {
    for (const [at, { person }] of (photo.faces ?? []).entries()) {
      const personId = matched[at]?.personId ?? null;
      if (person === undefined || personId === null) continue;
      const theirs = votes.get(person) ?? new Map<number, number>();
      votes.set(person, theirs.set(personId, (theirs.get(personId) ?? 0) + 1));
    }
  }
  const claims = [...votes].flatMap(([identity, theirs]) => {
    const all = [...theirs.values()].reduce((sum, count) => sum + count, 0);
    const [best] = [...theirs].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return best === undefined || best[1] * 2 <= all ? [] : [{ identity, personId: best[0], faces: best[1] }];
  });
  claims.sort((a, b) => b.faces - a.faces || (a.identity < b.identity ? -1 : 1));
  const found = new Map<string, number>();
  const taken = new Set<number>();
  for (const { identity, personId } of claims) {
    if (taken.has(personId)) continue;
    taken.add(personId);
    found.set(identity, personId);
  }
  return found;
}

function chooseCovers(
  db: Database,
  photo: TransferPhoto,
  {
    ids,
    personOf,
  }: { readonly ids: ReadonlyMap<number, number>; readonly personOf: (id: string) => ImportedPerson },
): void {
  for (const [at, { coverOf }] of (photo.faces ?? []).entries()) {
    const faceId = ids.get(at);
    const person =
      coverOf === undefined || faceId === undefined ? undefined : findPerson(db, personOf(coverOf).id);
    if (person === undefined || faceId === undefined || person.coverFaceId !== null) continue;
    const [face] = decidedFaces(db, [faceId]);
    if (face?.personId === person.id) updatePerson(db, { ...person, coverFaceId: faceId });
  }
}

function appear(db: Database, report: OpenReport, person: ImportedPerson, photoId: number): void {
  if (peopleAppearingIn(db, photoId).includes(person.id)) return;
  // They have a face in it here.
  if (!person.isNew && confirmedFacesInPhotos(db, person.id, [photoId]).length > 0) return;
  addAppearance(db, { personId: person.id, photoId });
  report.appearances += 1;
}

function sayOfEachOther(
  db: Database,
  { judgements, differentPeople }: Transfer,
  {
    report,
    personOf,
    faceIds,
  }: {
    readonly report: OpenReport;
    readonly personOf: (identity: string) => ImportedPerson;
    readonly faceIds: ReadonlyMap<string, number>;
  },
): void {
  const lastIdBefore = allJudgements(db).at(-1)?.id ?? 0;
  for (const { kind, faces, others = [] } of judgements) {
    const side = (references: readonly TransferFaceReference[]) =>
      references.flatMap((reference) => faceIds.get(faceKey(reference)) ?? []).sort((a, b) => a - b);
    const sides = [side(faces), side(others)] as const;
    if (sides[0].length === 0 || (kind === "apart" && sides[1].length === 0)) continue;
    const done = importJudgement(db, { kind, sides }, lastIdBefore);
    if (done === "added") report.judgements += 1;
    if (done === "conflict")
      addConflict(report, "judgement", `Faces that are ${kind} in the file are not so here.`);
  }
  for (const [one, other] of differentPeople) {
    const [a, b] = [personOf(one), personOf(other)];
    if (a.id === b.id || peopleDifferentFrom(db, a.id).includes(b.id)) continue;
    addDifferentPeople(db, a.id, b.id);
    report.differentPeople += 1;
  }
}

function faceKey([hash, at]: TransferFaceReference): string {
  return `${hash} ${at}`;
}
