import TinyQueue from "tinyqueue";
import {
  currentGroup,
  excludeEachOther,
  joinGroups,
  linkOf,
  startingGroups,
  toFaceGroup,
  type GroupTable,
  type GrowingGroup,
} from "./cluster-groups.ts";
import { isClearlyOne, noteLookalikes } from "./cluster-lookalikes.ts";
import type {
  ClusterFace,
  ClusterJudgements,
  ClusterOptions,
  FaceGroup,
  NeighbourPairs,
} from "./cluster-types.ts";

/** What is to be grouped. */
export interface ClusterProblem {
  readonly faces: readonly ClusterFace[];
  readonly neighbours: NeighbourPairs;
  readonly judgements?: ClusterJudgements;
}

interface Candidate {
  readonly excess: number;
  /** Numbers of groups, a < b, and what version of each was looked at. */
  readonly a: number;
  readonly b: number;
  readonly versionA: number;
  readonly versionB: number;
}

/** Everything that one run changes. */
interface Run {
  readonly table: GroupTable;
  readonly options: ClusterOptions;
  readonly queue: TinyQueue<Candidate>;
  /** Groups that looked alike, but not more than others who are certainly somebody else. */
  refused: Candidate[];
  /** Good groups first; poor ones are joined to what came of that. */
  phase: "good" | "poor";
  joins: number;
  /** For each group, the number of the last list that it was put on. */
  readonly lastList: Int32Array;
  lists: number;
}

/** Pairs looked at before other work gets a turn: it takes some 5 ms. */
const pairsPerTurn = 4_096;

const noJudgements: ClusterJudgements = { together: [], apart: [] };

/** The mean similarity that two groups must reach of which so many faces count. */
export function linkThreshold(sizeA: number, sizeB: number, options: ClusterOptions): number {
  const certainty = 1 / Math.sqrt(Math.min(sizeA, sizeB));
  return options.groupThreshold + (options.singleThreshold - options.groupThreshold) * certainty;
}

/**
 * Constrained average-linkage clustering on a neighbour graph (decisions 0005).
 *
 * The two groups whose mean similarity is furthest above their threshold are joined until none is left. Only groups
 * that share an edge of the graph are compared, and the mean is exact: the dot product of the groups' weighted means.
 * Never joined: groups with faces of one photo, and groups on different sides of a judgement. Where somebody in the
 * same photo looks alike, as in families, more similarity is asked for (cluster-lookalikes.ts). Poor faces are joined
 * last and do not count in the mean, so that none of them ever brings two groups together.
 *
 * Faces that share a `clusterId`, or are together by a judgement, start as one group and stay together, so what the
 * user has seen is never reshuffled; the joined group keeps the lowest id. Witnesses are in no group of the result.
 *
 * The result depends only on the order of the faces and on the set of pairs. Yields the number of joins after each
 * `yieldEvery` of them, and now and then while there are none, so that the caller can let other work through.
 */
export function* clusterFaces(
  { faces, neighbours, judgements = noJudgements }: ClusterProblem,
  options: ClusterOptions,
  yieldEvery = 50,
): Generator<number, FaceGroup[]> {
  const table = startingGroups(faces, judgements, options);
  yield* connect(table, neighbours);
  noteLookalikes(table, faces, judgements, options);
  const run: Run = {
    ...{ table, options, queue: new TinyQueue<Candidate>([], compareCandidates), refused: [] },
    ...{ phase: "good", joins: 0, lastList: new Int32Array(table.groups.length), lists: 0 },
  };
  for (const phase of ["good", "poor"] as const) {
    run.phase = phase;
    yield* offerAll(run);
    yield* joinAll(run, yieldEvery);
  }
  return table.groups.filter((group) => group.isAlive && !group.isWitness).map(toFaceGroup);
}

function* connect({ groups, groupOfFace }: GroupTable, { from, to }: NeighbourPairs): Generator<number> {
  for (const [pair, face] of from.entries()) {
    const a = groupOfFace[face] ?? -1;
    const b = groupOfFace[to[pair] ?? -1] ?? -1;
    if (a !== b && a >= 0 && b >= 0) {
      groups[a]?.neighbours.push(b);
      groups[b]?.neighbours.push(a);
    }
    if ((pair + 1) % pairsPerTurn === 0) yield 0;
  }
}

/** Best first by how far the link is above what it needs; ties by position, so that order decides. */
function compareCandidates(x: Candidate, y: Candidate): number {
  return y.excess - x.excess || x.a - y.a || x.b - y.b;
}

function* offerAll(run: Run): Generator<number> {
  let looked = 0;
  for (const [number, group] of run.table.groups.entries()) {
    if (!group.isAlive || group.isWitness) continue;
    for (const other of currentNeighbours(run, number)) {
      if (other > number || run.table.groups[other]?.isWitness === true) offer(run, number, other);
      if (++looked % pairsPerTurn === 0) yield run.joins;
    }
  }
}

/** What was refused is looked at again as long as other joins change who looks how much alike. */
function* joinAll(run: Run, yieldEvery: number): Generator<number> {
  for (;;) {
    const joinsBefore = run.joins;
    for (let best = run.queue.pop(); best !== undefined; best = run.queue.pop()) {
      if (!tryJoin(run, best)) continue;
      run.joins += 1;
      if (run.joins % yieldEvery === 0) yield run.joins;
    }
    const again = run.refused;
    run.refused = [];
    if (run.joins === joinsBefore) return;
    for (const candidate of again) if (isCurrent(run.table, candidate)) run.queue.push(candidate);
  }
}

function tryJoin(run: Run, candidate: Candidate): boolean {
  const { table, options } = run;
  const [one, other] = [table.groups[candidate.a], table.groups[candidate.b]];
  if (one === undefined || other === undefined || !isCurrent(table, candidate)) return false;
  const near = { one: currentNeighbours(run, candidate.a), other: currentNeighbours(run, candidate.b) };
  const threshold = linkThreshold(one.size, other.size, options);
  if (!isClearlyOne(table, { one, other, near, threshold }, options)) {
    run.refused.push(candidate);
    return false;
  }
  joinGroups(table, candidate.a, candidate.b);
  for (const neighbour of currentNeighbours(run, candidate.a)) offer(run, candidate.a, neighbour);
  return true;
}

/** A candidate is stale when either group has grown or gone since it was offered. */
function isCurrent({ groups }: GroupTable, { a, b, versionA, versionB }: Candidate): boolean {
  return isVersion(groups[a], versionA) && isVersion(groups[b], versionB);
}

function isVersion(group: GrowingGroup | undefined, version: number): boolean {
  return group?.isAlive === true && group.version === version;
}

function offer(run: Run, x: number, y: number): void {
  const [a, b] = x < y ? [x, y] : [y, x];
  const one = run.table.groups[a];
  const other = run.table.groups[b];
  if (one === undefined || other === undefined || one.isWitness || other.isWitness) return;
  if ((one.isPoor || other.isPoor) !== (run.phase === "poor")) return;
  const excess = linkOf(one, other) - linkThreshold(one.size, other.size, run.options);
  if (excess < 0 || excludeEachOther(one, other)) return;
  run.queue.push({ excess, a, b, versionA: one.version, versionB: other.version });
}

/** The groups that a group is next to, as they are now, each once; written back, as that is worth nothing twice. */
function currentNeighbours(run: Run, number: number): readonly number[] {
  const group = run.table.groups[number];
  if (group === undefined) return [];
  const list = ++run.lists;
  run.lastList[number] = list;
  let kept = 0;
  for (const old of group.neighbours) {
    const now = currentGroup(run.table, old);
    if (run.lastList[now] === list) continue;
    run.lastList[now] = list;
    group.neighbours[kept++] = now;
  }
  group.neighbours.length = kept;
  return group.neighbours;
}
