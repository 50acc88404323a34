import type { ClusterOptions } from "../../../../app/people/cluster-types.ts";
import { averageLinkage } from "./average-linkage.ts";
import { chineseWhispers } from "./chinese-whispers.ts";
import { densityComponents } from "./density.ts";
import type { FaceGraph } from "./graph.ts";
import { hdbscan } from "./hdbscan.ts";

/** A way of grouping with certain parameters. */
export interface Candidate {
  readonly method: string;
  readonly parameters: string;
  /** A number for each face, equal for those that are one person. */
  readonly group: (graph: FaceGraph) => Int32Array;
}

const similarities = [0.3, 0.34, 0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5, 0.52, 0.54, 0.56, 0.6, 0.64, 0.7];

/** All that are compared; of average linkage, options that are not tried come from `shipped`. */
export function candidatesFor(shipped: ClusterOptions): Candidate[] {
  return [...ofTheLiterature(), ...linkageWithOneThreshold(), ...linkageOfTheApp(shipped)];
}

function ofTheLiterature(): Candidate[] {
  return [
    ...similarities.map((similarity) => ({
      method: "connected components",
      parameters: `similarity ${similarity}`,
      group: (graph: FaceGraph) => densityComponents(graph, { similarity, minimumFaces: 2 }),
    })),
    ...product(similarities, [3, 4]).map(([similarity, minimumFaces]) => ({
      method: "components with a density test",
      parameters: `similarity ${similarity}, ${minimumFaces} faces`,
      group: (graph: FaceGraph) => densityComponents(graph, { similarity, minimumFaces }),
    })),
    ...similarities.map((similarity) => ({
      method: "Chinese whispers",
      parameters: `similarity ${similarity}`,
      group: (graph: FaceGraph) => chineseWhispers(graph, { similarity }),
    })),
    ...product(similarities, [1, 2]).map(([similarity, neighbours]) => ({
      method: "HDBSCAN",
      parameters: `similarity ${similarity}, ${neighbours} neighbours`,
      group: (graph: FaceGraph) => hdbscan(graph, { similarity, neighbours }),
    })),
  ];
}

/** Nothing but the photos keeps groups apart. */
function linkageWithOneThreshold(): Candidate[] {
  return [0.3, 0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.5, 0.54].map((threshold) => ({
    method: "average linkage, one threshold",
    parameters: `${threshold}`,
    group: (graph) =>
      averageLinkage(graph, {
        ...{ minimumWeight: 1, poorQuality: 0 },
        ...{ singleThreshold: threshold, groupThreshold: threshold },
        ...{ lookalikeSimilarity: 1, lookalikeCaution: 0, rivalMargin: -2 },
      }),
  }));
}

function linkageOfTheApp(shipped: ClusterOptions): Candidate[] {
  const thresholds = product([0.4, 0.42, 0.44, 0.46, 0.5], [0.3, 0.33, 0.36]);
  const lookalikes = product(product([0.05, 0.1, 0.15, 0.2], [1, 1.25, 1.5, 2]), [0.05, 0.15]);
  return thresholds.flatMap(([singleThreshold, groupThreshold]) =>
    lookalikes.flatMap(([[lookalikeSimilarity, lookalikeCaution], rivalMargin]) => {
      const fitted = { singleThreshold, groupThreshold, lookalikeSimilarity, lookalikeCaution, rivalMargin };
      const parameters = Object.values(fitted).join(", ");
      const options = { ...shipped, ...fitted };
      const isPlain = { commonnessOf: () => 0 };
      return [
        {
          ...{ method: "average linkage, the app's", parameters },
          group: (graph: FaceGraph) => averageLinkage(graph, options),
        },
        {
          ...{ method: "the same without commonness", parameters },
          group: (graph: FaceGraph) => averageLinkage({ ...graph, ...isPlain }, options),
        },
      ];
    }),
  );
}

function product<A, B>(one: readonly A[], other: readonly B[]): [A, B][] {
  return one.flatMap((a) => other.map((b): [A, B] => [a, b]));
}
