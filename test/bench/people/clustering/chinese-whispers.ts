import { seededRandom } from "../../../people/unit-vectors.ts";
import { neighboursOf, type FaceGraph } from "./graph.ts";

/** Enough for the labels of these sets to settle. */
const rounds = 30;

/**
 * Chinese whispers (Biemann, 2006), as dlib's face clustering has it: in turn, and in random order, each face takes the
 * label that the faces like it have, by the sum of their similarities.
 */
export function chineseWhispers(
  graph: FaceGraph,
  { similarity }: { readonly similarity: number },
): Int32Array {
  const random = seededRandom(1);
  const neighbours = neighboursOf(graph, similarity);
  const labels = Int32Array.from(graph.faces.keys());
  const order = [...graph.faces.keys()];
  for (let round = 0; round < rounds; round++) {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
    }
    for (const at of order) {
      const votes = new Map<number, number>();
      for (const near of neighbours[at] ?? []) {
        const label = labels[near.b] ?? 0;
        votes.set(label, (votes.get(label) ?? 0) + near.similarity);
      }
      const [winner] = [...votes].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
      if (winner !== undefined) labels[at] = winner[0];
    }
  }
  return labels;
}
