import { clusteringFigures } from "../../../../app/evaluate/clustering.ts";
import type { LabelledFace } from "../labelled-sets.ts";

export interface GroupingFigures {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Of the groups of two and more faces, the share with two people in it. */
  readonly mixed: number;
  /** Of the groups of two and more faces, the share with two members of one family ("family/member") in it. */
  readonly mixedFamilies: number;
  /** The same, of all groups, single faces included. */
  readonly mixedFamiliesOfAll: number;
}

/** Compares a grouping with the labels. */
export function figuresOf(faces: readonly LabelledFace[], groups: Int32Array): GroupingFigures {
  const numbers = new Map([...new Set(faces.map(({ person }) => person))].map((person, at) => [person, at]));
  const figures = clusteringFigures(
    Int32Array.from(faces, ({ person }) => numbers.get(person) ?? -1),
    groups,
  );
  const all = [...Map.groupBy(faces.keys(), (at) => groups[at]).values()].map(
    (members) => new Set(members.map((at) => faces[at]?.person ?? "")),
  );
  const several = [...Map.groupBy(groups, (group) => group).values()].filter(
    ({ length }) => length > 1,
  ).length;
  const mixed = all.filter((people) => people.size > 1);
  const mixedFamilies = mixed.filter(
    (people) => new Set([...people].map((person) => person.split("/")[0])).size < people.size,
  );
  return {
    f1: figures.bCubedF1,
    precision: figures.bCubedPrecision,
    recall: figures.bCubedRecall,
    mixed: mixed.length / several,
    mixedFamilies: mixedFamilies.length / several,
    mixedFamiliesOfAll: mixedFamilies.length / all.length,
  };
}
