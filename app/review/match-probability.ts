import { ownersOfFaces, type FaceOwner } from "../db/face-owners.ts";
import { commonnessOfModel } from "../people/commonness.ts";
import { matchProbability } from "../people/evidence.ts";
import { matchingOfModel } from "../people/matching-of-model.ts";
import type { ReviewSources } from "./likely-merges.ts";
import { likeness, lumpOfGroup, lumpOfPerson, type Lump } from "./lump.ts";
import { nearLump } from "./near-lump.ts";

/** Similar faces whose owners are looked up around each look, and owners compared closely. */
const nearFaces = 16;
const mostRivals = 3;

/** One of two that may be the same person. */
export interface MatchSide {
  readonly owner: FaceOwner;
  readonly lump: Lump;
  /** All of its faces, at least 1. */
  readonly size: number;
}

/**
 * That a group or a person is more of another one, 0 to 1, with everybody else who looks like it against it: people and
 * unnamed groups. A library is full of people who have no name yet, so that likeness alone says little: relatives have
 * it, too.
 */
export function probabilityOfMatch(sources: ReviewSources, one: MatchSide, of: MatchSide): number {
  const { matching } = matchingOfModel(sources.model);
  const evidence = {
    ...{
      similarity: likeness(one.lump, of.lump, commonnessOfModel(sources.model)),
      nextSimilarity: rivalSimilarity(sources, one, of),
    },
    ...{ quality: one.lump.quality, faces: of.size, size: one.size },
  };
  return matchProbability(evidence, one.size === 1 ? matching.face : matching.group, matching.strangers);
}

/** How alike `one` is to the most alike of all who are neither of the two; -Infinity when there is nobody. */
function rivalSimilarity(sources: ReviewSources, one: MatchSide, of: MatchSide): number {
  const { db, model } = sources;
  const near = nearLump(sources, one.lump, nearFaces);
  const owners = ownersOfFaces(
    db,
    near.map(({ faceId }) => faceId),
  );
  const rivals = new Map<string, FaceOwner>();
  for (const { faceId } of near) {
    const owner = owners.get(faceId);
    if (owner === undefined || isOneOf(owner, [one.owner, of.owner])) continue;
    rivals.set(keyOf(owner), owner);
    if (rivals.size === mostRivals) break;
  }
  const similarities = [...rivals.values()].flatMap((rival) => {
    const found =
      "personId" in rival ? lumpOfPerson(db, rival.personId, model) : lumpOfGroup(db, rival.groupId, model);
    return found === null ? [] : likeness(one.lump, found, commonnessOfModel(model));
  });
  return Math.max(-Infinity, ...similarities);
}

function isOneOf(owner: FaceOwner, owners: readonly FaceOwner[]): boolean {
  return owners.some((other) => keyOf(other) === keyOf(owner));
}

function keyOf(owner: FaceOwner): string {
  return "personId" in owner ? `person ${owner.personId}` : `group ${owner.groupId}`;
}
