import { clusteringFigures } from "../../../../app/evaluate/clustering.ts";
import type { FaceGraph } from "./graph.ts";

export interface GroupingFigures {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Of the groups of two and more faces, the share with two people in it. */
  readonly mixed: number;
}

/** Compares a grouping with the labels. */
export function figuresOf({ faces }: FaceGraph, groups: Int32Array): GroupingFigures {
  const numbers = new Map([...new Set(faces.map(({ person }) => person))].map((person, at) => [person, at]));
  const figures = clusteringFigures(
    Int32Array.from(faces, ({ person }) => numbers.get(person) ?? -1),
    groups,
  );
  const members = [...Map.groupBy(faces.keys(), (at) => groups[at]).values()].filter(
    ({ length }) => length > 1,
  );
  const mixed = members.filter((list) => new Set(list.map((at) => faces[at]?.person)).size > 1);
  return {
    f1: figures.bCubedF1,
    precision: figures.bCubedPrecision,
    recall: figures.bCubedRecall,
    mixed: mixed.length / members.length,
  };
}
