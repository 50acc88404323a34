// What every method is given: labelled faces, and how alike the pairs are that the app would look at.
import { likenessOf, type Commonness } from "../../../../app/people/commonness.ts";
import { edgesOf, type Edge } from "../group-labelled.ts";
import type { LabelledFace } from "../labelled-sets.ts";

export interface FaceGraph {
  readonly faces: readonly LabelledFace[];
  /** The most alike first; their similarity is less the commonness of both faces. */
  readonly edges: readonly Edge[];
  readonly commonnessOf: Commonness;
}

/** The graph that the app would look at. */
export function graphOf(faces: readonly LabelledFace[], commonnessOf: Commonness): FaceGraph {
  const nothing = new Float32Array(0);
  const vectorAt = (at: number) => faces[at]?.vector ?? nothing;
  const edges = edgesOf(faces).map(({ a, b }): Edge => {
    return { a, b, similarity: likenessOf(vectorAt(a), vectorAt(b), commonnessOf) };
  });
  edges.sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  return { faces, edges, commonnessOf };
}

/** For each face, its neighbours with at least this similarity. */
export function neighboursOf(
  { faces, edges }: Pick<FaceGraph, "faces" | "edges">,
  atLeast: number,
): Edge[][] {
  const neighbours: Edge[][] = faces.map(() => []);
  for (const edge of edges) {
    if (edge.similarity < atLeast) break;
    neighbours[edge.a]?.push(edge);
    neighbours[edge.b]?.push({ a: edge.b, b: edge.a, similarity: edge.similarity });
  }
  return neighbours;
}
