import TinyQueue from "tinyqueue";
import {
  currentGroup,
  excludeEachOther,
  joinGroups,
  startingGroups,
  toFaceGroup,
  type GroupTable,
  type GrowingGroup,
} from "./cluster-groups.ts";
import { isClearlyOne, noteLookalikes } from "./cluster-lookalikes.ts";
import {
  addNeighbour,
  compactNeighbours,
  isBelow,
  leastWithoutDrift,
  linkIfAtLeast,
} from "./cluster-neighbours.ts";
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
  /**
   * For each group that changed, whom it could be joined with, the best last. Only that one is in the order of the
   * queue: a group with a hundred candidates changes a hundred times, and most are never looked at.
   */
  readonly queue: TinyQueue<Candidate[]>;
  /** Groups that looked alike, but not more than others who are certainly somebody else. */
  refused: Candidate[];
  /** Good groups first; poor ones are joined to what came of that. */
  phase: "good" | "poor";
  joins: number;
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
    ...{ table, options, queue: new TinyQueue<Candidate[]>([], compareOffers), refused: [] },
    ...{ phase: "good", joins: 0 },
  };
  for (const phase of ["good", "poor"] as const) {
    run.phase = phase;
    yield* offerAll(run);
    yield* joinAll(run, yieldEvery);
  }
  const found = table.groups.filter((group) => group.isAlive && !group.isWitness).map(toFaceGroup);
  return found.sort((x, y) => (x.members[0] ?? 0) - (y.members[0] ?? 0));
}

function* connect(
  { groups, groupOfFace, means: { commonness } }: GroupTable,
  { from, to, similarity }: NeighbourPairs,
): Generator<number> {
  for (const [pair, face] of from.entries()) {
    const a = groupOfFace[face] ?? -1;
    const b = groupOfFace[to[pair] ?? -1] ?? -1;
    const [one, other] = [groups[a], groups[b]];
    if (one !== undefined && other !== undefined && one !== other) {
      // Of two single faces that is their link, so it needs no computing.
      const isKnown = one.members.length === 1 && other.members.length === 1;
      const link = (similarity[pair] ?? -1) - (commonness[a] ?? 0) - (commonness[b] ?? 0);
      addNeighbour(one, b, isKnown ? link : Infinity);
      addNeighbour(other, a, isKnown ? link : Infinity);
    }
    if ((pair + 1) % pairsPerTurn === 0) yield 0;
  }
}

/** Best first by how far the link is above what it needs; ties by position, so that order decides. */
function compareCandidates(x: Candidate, y: Candidate): number {
  return y.excess - x.excess || x.a - y.a || x.b - y.b;
}

function compareOffers(x: readonly Candidate[], y: readonly Candidate[]): number {
  const [one, other] = [x.at(-1), y.at(-1)];
  return one === undefined || other === undefined ? y.length - x.length : compareCandidates(one, other);
}

function* offerAll(run: Run): Generator<number> {
  let looked = 0;
  for (const [number, group] of run.table.groups.entries()) {
    if (!group.isAlive || group.isWitness) continue;
    compactNeighbours(run.table, number);
    offerNeighbours(run, number, number);
    looked += group.neighbours.length;
    if (looked < pairsPerTurn) continue;
    looked = 0;
    yield run.joins;
  }
}

/** What was refused is looked at again as long as other joins change who looks how much alike. */
function* joinAll(run: Run, yieldEvery: number): Generator<number> {
  for (;;) {
    const joinsBefore = run.joins;
    for (let offers = run.queue.pop(); offers !== undefined; offers = run.queue.pop()) {
      const best = offers.pop();
      const isJoined = best !== undefined && tryJoin(run, best);
      for (
        let next = offers.at(-1);
        next !== undefined && !isCurrent(run.table, next);
        next = offers.at(-1)
      ) {
        offers.pop();
      }
      if (offers.length > 0) run.queue.push(offers);
      if (!isJoined) continue;
      run.joins += 1;
      if (run.joins % yieldEvery === 0) yield run.joins;
    }
    const again = run.refused;
    run.refused = [];
    if (run.joins === joinsBefore) return;
    for (const candidate of again) if (isCurrent(run.table, candidate)) run.queue.push([candidate]);
  }
}

function tryJoin(run: Run, candidate: Candidate): boolean {
  const { table, options } = run;
  const [one, other] = [table.groups[candidate.a], table.groups[candidate.b]];
  if (one === undefined || other === undefined || !isCurrent(table, candidate)) return false;
  const { size } = table.means;
  const threshold = linkThreshold(size[candidate.a] ?? 1, size[candidate.b] ?? 1, options);
  if (!isClearlyOne(table, { a: candidate.a, b: candidate.b, threshold }, options)) {
    run.refused.push(candidate);
    return false;
  }
  const joined = joinGroups(table, candidate.a, candidate.b);
  compactNeighbours(table, joined);
  offerNeighbours(run, joined);
  return true;
}

/** A candidate is stale when either group has grown or gone since it was offered. */
function isCurrent({ groups }: GroupTable, { a, b, versionA, versionB }: Candidate): boolean {
  return isVersion(groups[a], versionA) && isVersion(groups[b], versionB);
}

function isVersion(group: GrowingGroup | undefined, version: number): boolean {
  return group?.isAlive === true && group.version === version;
}

/** Puts a group forward for joining with each of its neighbours, of these numbers and above, that is alike enough. */
function offerNeighbours(run: Run, number: number, from = 0): void {
  const { table, options } = run;
  const group = table.groups[number];
  if (group === undefined || group.isWitness) return;
  const offers: Candidate[] = [];
  const { size, isPoor } = table.means;
  const own = size[number] ?? 1;
  const least = leastWithoutDrift(table, number, linkThreshold(own, own, options));
  for (let place = 0; place < group.neighbours.length; place++) {
    if (isBelow(table, group, place, least)) continue;
    const neighbour = currentGroup(table, group.neighbours[place] ?? -1);
    if (neighbour < from) continue;
    if ((isPoor[number] === 1 || isPoor[neighbour] === 1) !== (run.phase === "poor")) continue;
    const threshold = linkThreshold(own, size[neighbour] ?? 1, options);
    const link = linkIfAtLeast(table, number, place, threshold);
    const other = table.groups[neighbour];
    if (link === undefined || other === undefined || other.isWitness) continue;
    if (excludeEachOther(group, other)) continue;
    const [a, b] = number < neighbour ? [number, neighbour] : [neighbour, number];
    const [versionA, versionB] = [table.groups[a]?.version ?? 0, table.groups[b]?.version ?? 0];
    offers.push({ excess: link - threshold, a, b, versionA, versionB });
  }
  if (offers.length > 0) run.queue.push(offers.sort((x, y) => compareCandidates(y, x)));
}
