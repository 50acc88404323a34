import { bestFacesOfGroups } from "../db/best-faces.ts";
import { likelyMergesOfGroup, type ReviewSources } from "./likely-merges.ts";

/** A group that may be the same person as another. */
export interface LookAlike {
  readonly groupId: number;
  readonly faces: number;
  /** The best of them. */
  readonly faceId: number;
  /** That they are one person, 0 to 1. */
  readonly probability: number;
}

/** The unnamed groups that may be the same person as this one, the most probable first. */
export function lookAlikes(sources: ReviewSources, groupId: number): LookAlike[] {
  const likely = likelyMergesOfGroup(sources, groupId).flatMap((merge) => {
    const other = "groupIds" in merge ? merge.groupIds.find((id) => id !== groupId) : undefined;
    return other === undefined ? [] : [{ groupId: other, probability: merge.probability }];
  });
  const shown = new Map(
    bestFacesOfGroups(
      sources.db,
      likely.map((one) => one.groupId),
    ).map((group) => [group.id, group]),
  );
  return likely.flatMap(({ groupId: id, probability }) => {
    const group = shown.get(id);
    return group === undefined
      ? []
      : [{ groupId: id, faces: group.faces, faceId: group.faceId, probability }];
  });
}
