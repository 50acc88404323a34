import type { Judgement } from "../db/judgements.ts";

/** A judgement to be kept in place of another. */
export type NewJudgement = Omit<Judgement, "id">;

/**
 * What remains of 'together' when some of its faces turn out to be somebody else: those who leave are still one
 * person, and so are those who stay. Null = nothing to change. Pure.
 */
export function partTogether(judgement: Judgement, leaving: ReadonlySet<number>): NewJudgement[] | null {
  const [faces] = judgement.sides;
  const parts = [faces.filter((id) => leaving.has(id)), faces.filter((id) => !leaving.has(id))];
  if (parts.some((part) => part.length === 0)) return null;
  return parts
    .filter((part) => part.length > 1)
    .map((part): NewJudgement => ({ kind: "together", sides: [part, []] }));
}

/**
 * What remains of 'apart' when faces on its two sides turn out to be one person: every pair of the two sides but
 * those between faces of `together`. Null = nothing to change. Pure.
 */
export function liftApart(judgement: Judgement, together: ReadonlySet<number>): NewJudgement[] | null {
  const [left, right] = judgement.sides;
  const isLifted = (id: number): boolean => together.has(id);
  if (!left.some(isLifted) || !right.some(isLifted)) return null;
  const kept: NewJudgement["sides"][] = [
    [left.filter((id) => !isLifted(id)), right],
    [left.filter(isLifted), right.filter((id) => !isLifted(id))],
  ];
  return kept
    .filter((sides) => sides.every((side) => side.length > 0))
    .map((sides): NewJudgement => ({ kind: "apart", sides }));
}

/** Whether a judgement says already all that another would. Pure. */
export function covers(judgement: Judgement, other: NewJudgement): boolean {
  if (judgement.kind !== other.kind) return false;
  const [left, right] = judgement.sides.map((side) => new Set(side));
  const isIn = (side: readonly number[], set: ReadonlySet<number> | undefined): boolean =>
    side.every((id) => set?.has(id) === true);
  const [one, two] = other.sides;
  return (
    (isIn(one, left) && isIn(two, right)) || (other.kind === "apart" && isIn(one, right) && isIn(two, left))
  );
}
