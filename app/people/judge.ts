import { decidedFaces } from "../db/decided-faces.ts";
import { deleteJudgement, insertJudgement, judgementsOn, type Judgement } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { facesRejectedFor } from "../db/rejections.ts";
import { covers, liftApart, partTogether, type NewJudgement } from "./lift-judgements.ts";

// The user's last word holds: what is said now lifts what older judgements say against it, and nothing else of them.

/** Remembers that all these faces are one person, whoever that is. Again does nothing. */
export function judgeTogether(db: Database, faceIds: readonly number[]): void {
  const all = new Set(faceIds);
  replaceWhere(db, faceIds, (older) => (older.kind === "apart" ? liftApart(older, all) : null));
  const judgement: NewJudgement = { kind: "together", sides: [faceIds, []] };
  const older = judgementsOn(db, faceIds);
  if (older.some((known) => covers(known, judgement))) return;
  for (const known of older) {
    if (known.kind === "together" && known.sides[0].every((id) => all.has(id))) deleteJudgement(db, known.id);
  }
  insertJudgement(db, judgement);
}

/** Remembers that no face of one side is the same person as a face of the other. Again does nothing. */
export function judgeApart(db: Database, one: readonly number[], other: readonly number[]): void {
  partFrom(db, one, new Set(other));
  const judgement: NewJudgement = { kind: "apart", sides: [one, other] };
  if (judgementsOn(db, one).some((known) => covers(known, judgement))) return;
  insertJudgement(db, judgement);
}

/** Takes back that any of `faceIds` is the same person as any of `others`; all else that was said stays. */
export function partFrom(db: Database, faceIds: readonly number[], others: ReadonlySet<number>): void {
  const leaving = new Set(faceIds);
  replaceWhere(db, faceIds, (older) => {
    if (older.kind !== "together" || !older.sides[0].some((id) => others.has(id))) return null;
    return partTogether(older, leaving);
  });
}

/**
 * Lifts what judgements say against these faces being this person: that they are not the same as other faces of
 * theirs, or the same as faces that the user gave to somebody else or rejected for this person.
 */
export function settleJudgements(db: Database, personId: number, faceIds: readonly number[]): void {
  const judgements = judgementsOn(db, faceIds);
  if (judgements.length === 0) return;
  const named = decidedFaces(db, [...new Set(judgements.flatMap(({ sides }) => sides.flat()))]);
  const idsWhere = (isMeant: (owner: number) => boolean): number[] =>
    named.filter((face) => face.personId !== null && isMeant(face.personId)).map(({ id }) => id);
  const theirs = new Set([...faceIds, ...idsWhere((owner) => owner === personId)]);
  replaceWhere(db, faceIds, (older) => (older.kind === "apart" ? liftApart(older, theirs) : null));
  const notThem = [...idsWhere((owner) => owner !== personId), ...facesRejectedFor(db, personId)];
  partFrom(db, faceIds, new Set(notThem));
}

function replaceWhere(
  db: Database,
  faceIds: readonly number[],
  remainderOf: (judgement: Judgement) => NewJudgement[] | null,
): void {
  for (const judgement of judgementsOn(db, faceIds)) {
    const remainder = remainderOf(judgement);
    if (remainder === null) continue;
    deleteJudgement(db, judgement.id);
    for (const part of remainder) insertJudgement(db, part);
  }
}
