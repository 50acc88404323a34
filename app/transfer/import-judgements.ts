import { decidedFaces } from "../db/decided-faces.ts";
import { insertJudgement, judgementsOn, type Judgement } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { facesRejectedFor } from "../db/rejections.ts";
import { covers, type NewJudgement } from "../people/lift-judgements.ts";

/**
 * Adds a judgement of the file unless it goes against what is said here. 'known' = it was said here already by one of
 * the judgements whose ids are at most `lastIdBefore`.
 */
export function importJudgement(
  db: Database,
  judgement: NewJudgement,
  lastIdBefore: number,
): "added" | "known" | "conflict" {
  const faceIds = [...new Set(judgement.sides.flat())];
  const others = judgementsOn(db, faceIds).filter(({ id }) => id <= lastIdBefore);
  if (others.some((known) => covers(known, judgement))) return "known";
  if (goesAgainst(db, judgement, others)) return "conflict";
  insertJudgement(db, judgement);
  return "added";
}

function goesAgainst(db: Database, { kind, sides }: NewJudgement, others: readonly Judgement[]): boolean {
  const [left, right] = sides;
  const personOf = new Map(decidedFaces(db, sides.flat()).map(({ id, personId }) => [id, personId]));
  const peopleOf = (ids: readonly number[]) =>
    new Set(ids.map((id) => personOf.get(id) ?? null).filter((id) => id !== null));
  if (kind === "together") {
    const isApart = others.some(
      (other) => other.kind === "apart" && other.sides.every((side) => side.some((id) => left.includes(id))),
    );
    const owners = peopleOf(left);
    const isRejected = [...owners].some((personId) =>
      facesRejectedFor(db, personId).some((id) => left.includes(id)),
    );
    return isApart || owners.size > 1 || isRejected;
  }
  const owners = peopleOf(left);
  const isOnePerson = [...peopleOf(right)].some((id) => owners.has(id));
  const isTogether = others.some(
    (other) =>
      other.kind === "together" &&
      [left, right].every((side) => other.sides[0].some((id) => side.includes(id))),
  );
  return isOnePerson || isTogether || left.some((id) => right.includes(id));
}
