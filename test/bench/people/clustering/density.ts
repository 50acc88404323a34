import { neighboursOf, type FaceGraph } from "./graph.ts";
import { Forest } from "./forest.ts";

/**
 * DBSCAN (Ester et al., 1996), which Immich's grouping comes to: a face with enough alike ones is a core, cores that are
 * alike are one person, and every other face goes with the core that is most like it.
 */
export function densityComponents(
  graph: FaceGraph,
  { similarity, minimumFaces }: { readonly similarity: number; readonly minimumFaces: number },
): Int32Array {
  const neighbours = neighboursOf(graph, similarity);
  const isCore = neighbours.map((near) => near.length + 1 >= minimumFaces);
  const forest = new Forest(graph.faces.length);
  for (const [at, near] of neighbours.entries()) {
    if (isCore[at] === true) for (const { b } of near) if (isCore[b] === true) forest.join(at, b);
  }
  for (const [at, near] of neighbours.entries()) {
    const best = near.find(({ b }) => isCore[b] === true);
    if (isCore[at] !== true && best !== undefined) forest.join(best.b, at);
  }
  return forest.groups();
}
