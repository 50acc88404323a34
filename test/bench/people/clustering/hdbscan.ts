import { Forest } from "./forest.ts";
import { neighboursOf, type FaceGraph } from "./graph.ts";

/** A node of the tree of joins; the first `count` numbers are the faces. */
interface Join {
  readonly left: number;
  readonly right: number;
  /** 1 / distance at which the two parts come together. */
  readonly density: number;
  readonly size: number;
}

export interface HdbscanParameters {
  /** Neighbours that make a face's surroundings dense. */
  readonly neighbours: number;
  /** Faces less alike than this are never one person: the "cluster selection epsilon". */
  readonly similarity: number;
}

/**
 * HDBSCAN (Campello, Moulavi and Sander, 2013) on the neighbour graph, with groups of two faces on: mutual reachability,
 * the tree of joins, and of each branch either itself or its parts, whichever lasts longer. Faces in no group stay alone.
 */
export function hdbscan(graph: FaceGraph, parameters: HdbscanParameters): Int32Array {
  const count = graph.faces.length;
  const joins = joinTree(graph, parameters);
  const groups = Int32Array.from({ length: count }, (_, at) => at);
  const joinOf = (node: number): Join | undefined => joins[node - count];
  const hasParent = new Set(joins.flatMap(({ left, right }) => [left, right]));
  const mark = (node: number, group: number): void => {
    const pending = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const join = joinOf(next);
      if (join === undefined) groups[next] = group;
      else pending.push(join.left, join.right);
    }
  };
  for (const [at] of joins.entries()) {
    if (hasParent.has(count + at)) continue;
    for (const chosen of mostStable(count + at, joinOf)) mark(chosen, count + chosen);
  }
  return groups;
}

/** Single linkage by mutual reachability; numbers of joins begin after those of the faces. */
function joinTree(graph: FaceGraph, { neighbours, similarity }: HdbscanParameters): Join[] {
  const near = neighboursOf(graph, similarity);
  const core = near.map((edges) => 1 - (edges[neighbours - 1]?.similarity ?? -Infinity));
  const edges = graph.edges
    .filter((edge) => edge.similarity >= similarity)
    .map(({ a, b, similarity: alike }) => ({
      a,
      b,
      distance: Math.max(1 - alike, core[a] ?? 0, core[b] ?? 0),
    }))
    .filter(({ distance }) => Number.isFinite(distance))
    .sort((x, y) => x.distance - y.distance || x.a - y.a || x.b - y.b);
  const forest = new Forest(graph.faces.length);
  const nodeOf = new Map<number, number>();
  const joins: Join[] = [];
  for (const { a, b, distance } of edges) {
    const [one, other] = [forest.find(a), forest.find(b)];
    if (one === other) continue;
    const [left, right] = [nodeOf.get(one) ?? one, nodeOf.get(other) ?? other];
    const size = forest.sizeOf(one) + forest.sizeOf(other);
    nodeOf.set(forest.join(one, other), graph.faces.length + joins.length);
    joins.push({ left, right, density: 1 / Math.max(distance, 1e-6), size });
  }
  return joins;
}

/** The branches below a root that last longest (excess of mass); the root itself may be one of them. */
function mostStable(root: number, joinOf: (node: number) => Join | undefined): number[] {
  return best(root, 0, joinOf).chosen;
}

function best(
  node: number,
  birth: number,
  joinOf: (node: number) => Join | undefined,
): { readonly chosen: number[]; readonly stability: number } {
  // Faces leave the branch one by one until it divides in two; each adds how long it stayed.
  let stability = 0;
  let at = node;
  for (;;) {
    const join = joinOf(at);
    if (join === undefined) return { chosen: [node], stability };
    const parts = [join.left, join.right].filter((part) => (joinOf(part)?.size ?? 1) >= 2);
    const [only, second] = parts;
    if (only !== undefined && second === undefined) {
      stability += join.density - birth;
      at = only;
      continue;
    }
    stability += join.size * (join.density - birth);
    if (only === undefined || second === undefined) return { chosen: [node], stability };
    const [left, right] = [best(only, join.density, joinOf), best(second, join.density, joinOf)];
    const below = left.stability + right.stability;
    if (below <= stability) return { chosen: [node], stability };
    return { chosen: [...left.chosen, ...right.chosen], stability: below };
  }
}
