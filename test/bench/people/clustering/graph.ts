// What every method is given: labelled faces, and the neighbours that the app's own index finds for each.
import { FaceIndex } from "../../../../app/people/face-index.ts";
import { groupingNeighbours } from "../../../../app/people/group-faces.ts";
import type { LabelledFace } from "../labelled-sets.ts";

/** Two faces that look alike; places in the list of faces, a < b, each pair once. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

export interface FaceGraph {
  readonly faces: readonly LabelledFace[];
  /** The most alike first. */
  readonly edges: readonly Edge[];
}

/** Puts faces into a group each: a number for each face, equal for those that are one person. */
export type Method<Parameters> = (graph: FaceGraph, parameters: Parameters) => Int32Array;

/** The graph that the app would look at. */
export function graphOf(faces: readonly LabelledFace[]): FaceGraph {
  const index = FaceIndex.empty(faces[0]?.vector.length ?? 0);
  for (const [at, { vector }] of faces.entries()) index.add(at, vector);
  const edges = new Map<number, Edge>();
  for (const [at, { vector }] of faces.entries()) {
    for (const { faceId, similarity } of index.search(vector, groupingNeighbours.perFace + 1)) {
      if (faceId === at || similarity < groupingNeighbours.minimumSimilarity) continue;
      const [a, b] = at < faceId ? [at, faceId] : [faceId, at];
      edges.set(a * faces.length + b, { a, b, similarity });
    }
  }
  return { faces, edges: [...edges.values()].sort((x, y) => y.similarity - x.similarity || x.a - y.a) };
}

/** For each face, its neighbours with at least this similarity. */
export function neighboursOf({ faces, edges }: FaceGraph, atLeast: number): Edge[][] {
  const neighbours: Edge[][] = faces.map(() => []);
  for (const edge of edges) {
    if (edge.similarity < atLeast) break;
    neighbours[edge.a]?.push(edge);
    neighbours[edge.b]?.push({ a: edge.b, b: edge.a, similarity: edge.similarity });
  }
  return neighbours;
}
