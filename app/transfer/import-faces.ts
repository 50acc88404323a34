import { confirmedFacesInPhotos, decidedFaces } from "../db/decided-faces.ts";
import { insertFace, setFalse, setIgnored, setPerson, type Face, type FaceOrigin } from "../db/faces.ts";
import { judgementsOn } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { personName } from "../db/person-name.ts";
import { addRejection, allRejections } from "../db/rejections.ts";
import {
  withdrawAssignments,
  withdrawAssignmentsInPhotos,
  withdrawAssignmentsTo,
} from "../db/withdraw-assignments.ts";
import { settleJudgements } from "../people/judge.ts";
import { boxOf } from "./areas.ts";
import type { TransferFace, TransferPhoto } from "./format.ts";
import { addConflict, placeOf, type OpenReport } from "./import-report.ts";
import type { MatchedPhoto } from "./match-photos.ts";

/** What the faces of an import are written with. */
export interface ImportFaces {
  readonly db: Database;
  readonly report: OpenReport;
  /** The person of this catalogue whom the file means. */
  readonly personOf: (identity: string) => { readonly id: number; readonly name: string };
  /** Faces rejected here before the import, "face:person". */
  readonly rejectedHere: ReadonlySet<string>;
  /** Faces that the import itself added. */
  readonly addedFaces: Set<number>;
  /** Judgements that were here before may go against what is imported. */
  readonly hasJudgements: boolean;
}

/** "face:person" for every "no" of this catalogue. */
export function rejectionKeys(db: Database): Set<string> {
  return new Set(allRejections(db).map(({ faceId, personId }) => `${faceId}:${personId}`));
}

/** Is anything said of the face that the user wants to keep? */
export function isSaid(face: TransferFace): boolean {
  return (
    face.person !== undefined ||
    face.ignored === true ||
    face.notAFace === true ||
    face.origin !== undefined ||
    face.coverOf !== undefined ||
    (face.notPeople?.length ?? 0) > 0
  );
}

/**
 * Says of the faces of a photo here what the file says of them; `matched` are the same faces here, null where there is
 * none yet: it is added at its place. What was said here before stays. Returns the ids of the faces that the file has
 * something to say of, or that `isNeeded` asks for, by their place in the file.
 */
export function importFaces(
  context: ImportFaces,
  { photo, here }: { readonly photo: TransferPhoto; readonly here: MatchedPhoto },
  matched: readonly (Face | null)[],
  isNeeded: (at: number) => boolean,
): Map<number, number> {
  const ids = new Map<number, number>();
  const faces = photo.faces ?? [];
  const namedInFile = new Set(
    matched.flatMap((face, at) => (faces[at]?.person === undefined ? [] : (face?.id ?? []))),
  );
  for (const [at, face] of faces.entries()) {
    const known = matched[at] ?? null;
    if (!isSaid(face) && !isNeeded(at)) continue;
    const faceId = known?.id ?? addFace(context, face, here);
    if (faceId === null) continue;
    ids.set(at, faceId);
    const state = known ?? { id: faceId, personId: null, ignored: false, isFalse: false };
    sayOfFace(context, face, { ...state, photoId: here.photoId, place: placeOf(photo), namedInFile });
  }
  return ids;
}

function addFace(context: ImportFaces, face: TransferFace, here: MatchedPhoto): number | null {
  const { db, report, addedFaces } = context;
  const box = boxOf(face, here.size);
  if (box === null) return null;
  const measured = { score: 0, quality: 0, sharpness: 0, yaw: 0, landmarks: new Float32Array(0) };
  const origin: FaceOrigin = face.origin === "drawn" ? "drawn" : "recorded";
  const faceId = insertFace(db, here.photoId, { ...measured, box, frameMs: face.frameMs }, origin);
  report.faces.added += 1;
  addedFaces.add(faceId);
  return faceId;
}

interface KnownState {
  readonly id: number;
  readonly photoId: number;
  readonly personId: number | null;
  readonly ignored: boolean;
  readonly isFalse: boolean;
  /** For people: the path in the file. */
  readonly place: string;
  /** Faces here that the file gives to somebody too. */
  readonly namedInFile: ReadonlySet<number>;
}

function sayOfFace(context: ImportFaces, face: TransferFace, state: KnownState): void {
  const { report } = context;
  if (face.notAFace === true || face.ignored === true) hide(context, face, state);
  else if (face.person !== undefined) give(context, face.person, state);
  for (const identity of face.notPeople ?? []) reject(context, identity, state, report);
}

/** A face that was ignored, and then called none, is both. */
function hide({ db, report }: ImportFaces, face: TransferFace, state: KnownState): void {
  const [isFalse, isIgnored] = [face.notAFace === true, face.ignored === true];
  if (isFalse ? state.isFalse : state.ignored) {
    report.faces.alreadySo += 1;
    return;
  }
  if (state.personId !== null || state.ignored || state.isFalse) {
    const word = isFalse ? "no face at all" : "ignored";
    addConflict(
      report,
      "face",
      `${state.place}: a face that is ${word} in the file is ${stateText(db, state)} here.`,
    );
    return;
  }
  withdrawAssignments(db, [state.id]);
  if (isIgnored) setIgnored(db, state.id, true);
  if (isFalse) setFalse(db, state.id, true);
  report.faces[isFalse ? "notFaces" : "ignored"] += 1;
}

function give(context: ImportFaces, identity: string, state: KnownState): void {
  const { db, report, personOf, rejectedHere, addedFaces, hasJudgements } = context;
  const person = personOf(identity);
  if (state.personId === person.id) {
    report.faces.alreadySo += 1;
    return;
  }
  const conflict = (text: string) => {
    addConflict(report, "face", `${state.place}: a face of ${person.name} in the file ${text}.`);
  };
  if (state.personId !== null || state.ignored || state.isFalse) {
    conflict(`is ${stateText(db, state)} here`);
    return;
  }
  if (rejectedHere.has(`${state.id}:${person.id}`)) {
    conflict("is not them, as was said here");
    return;
  }
  const theirs = confirmedFacesInPhotos(db, person.id, [state.photoId]);
  if (theirs.some(({ id }) => !state.namedInFile.has(id) && !addedFaces.has(id))) {
    conflict("would be a second one of them in this photo here");
    return;
  }
  setPerson(db, state.id, person.id);
  withdrawAssignments(db, [state.id]);
  withdrawAssignmentsInPhotos(db, person.id, [state.photoId]);
  if (hasJudgements) settleJudgements(db, person.id, [state.id]);
  report.faces.named += 1;
}

function reject(
  { db, personOf, rejectedHere, hasJudgements }: ImportFaces,
  identity: string,
  state: KnownState,
  report: OpenReport,
): void {
  const person = personOf(identity);
  if (rejectedHere.has(`${state.id}:${person.id}`)) return;
  if (state.personId === person.id || (hasJudgements && isJudgedToBe(db, state.id, person.id))) {
    addConflict(
      report,
      "face",
      `${state.place}: a face that is not ${person.name} in the file is theirs here.`,
    );
    return;
  }
  addRejection(db, { faceId: state.id, personId: person.id });
  withdrawAssignmentsTo(db, person.id, [state.id]);
  report.faces.rejected += 1;
}

/** It was said that the face is the same as one of theirs. */
function isJudgedToBe(db: Database, faceId: number, personId: number): boolean {
  const together = judgementsOn(db, [faceId]).filter(({ kind }) => kind === "together");
  return decidedFaces(
    db,
    together.flatMap(({ sides }) => sides[0]),
  ).some((face) => face.personId === personId);
}

function stateText(db: Database, { personId, ignored, isFalse }: KnownState): string {
  if (isFalse) return "no face at all";
  if (ignored) return "ignored";
  return personId === null ? "nobody's" : `a face of ${personName(db, personId) ?? "somebody else"}`;
}
