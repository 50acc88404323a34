import type { ClusterFace, ClusterJudgements, ClusterOptions, FaceGroup } from "./cluster-types.ts";
import { joinMeans, meansFor, setToFace, type GroupMeans } from "./cluster-means.ts";

/** A group while clustering goes on. */
export interface GrowingGroup {
  readonly isWitness: boolean;
  members: number[];
  /** What excludes others: photos, and sides of judgements. */
  readonly marks: Set<number>;
  clusterIds: number[];
  /** Groups with a face that is near to one of this group; numbers may be of groups that were joined since. */
  neighbours: number[];
  /** For each neighbour, its link less the drift of both when it was computed; Infinity = not yet. */
  linkBounds: number[];
  /** Neighbours when each was last left once; 0 = never. */
  compactLength: number;
  /** Groups that cannot be this person, and look a little like them; numbers as above. */
  lookalikes: number[];
  /** Rises with every join. */
  version: number;
  isAlive: boolean;
}

/** All groups, by number, and for each number the group that it has become part of. */
export interface GroupTable {
  readonly groups: readonly GrowingGroup[];
  readonly groupOfFace: Int32Array;
  readonly joinedInto: Int32Array;
  readonly means: GroupMeans;
  /** For each group, by how much its links can have risen since the beginning; never falls. */
  readonly drift: Float64Array;
  /** For each group, the number of the last list that it was put on (cluster-neighbours.ts). */
  readonly lastList: Int32Array;
  lists: number;
}

/** The groups to begin with: existing clusters, faces that the user said are one person, everybody else alone. */
export function startingGroups(
  faces: readonly ClusterFace[],
  judgements: ClusterJudgements,
  options: ClusterOptions,
): GroupTable {
  const firstOf = firstFaces(faces, judgements);
  const groups: GrowingGroup[] = [];
  const numberOf = new Map<number, number>();
  const groupOfFace = new Int32Array(faces.length);
  // One more, for a face on its way into a group.
  const means = meansFor(faces.length + 1, faces[0]?.vector.length ?? 0);
  for (const [at, face] of faces.entries()) {
    const first = find(firstOf, at);
    const number = numberOf.get(first) ?? groups.length;
    numberOf.set(first, number);
    groupOfFace[at] = number;
    const group = groups[number];
    setToFace(means, group === undefined ? number : faces.length, face, options);
    if (group === undefined) {
      groups.push(groupOfOne(face, at));
    } else {
      absorb(group, groupOfOne(face, at));
      joinMeans(means, number, faces.length);
    }
  }
  markJudgements(groups, groupOfFace, judgements);
  return {
    ...{ groups, groupOfFace, means, joinedInto: Int32Array.from(groups.keys()) },
    drift: new Float64Array(groups.length),
    ...{ lastList: new Int32Array(groups.length), lists: 0 },
  };
}

/** The number of the group that group `number` is part of by now. */
export function currentGroup(table: GroupTable, number: number): number {
  return find(table.joinedInto, number);
}

/** Can these two groups not be one person: a photo shows both, or the user said so? */
export function excludeEachOther(a: GrowingGroup, b: GrowingGroup): boolean {
  const [smaller, larger] = a.marks.size < b.marks.size ? [a, b] : [b, a];
  for (const mark of smaller.marks) if (larger.marks.has(oppositeOf(mark))) return true;
  return false;
}

/** Joins two groups; returns the number of the larger one, which takes in the other. */
export function joinGroups(table: GroupTable, a: number, b: number): number {
  const [one, other] = [table.groups[a], table.groups[b]];
  if (one === undefined || other === undefined) return a;
  // The smaller one is moved, or a person who is met face by face would be moved as often as they have faces.
  const isLarger = one.members.length >= other.members.length;
  const [kept, gone] = isLarger ? [one, other] : [other, one];
  const [keptNumber, goneNumber] = isLarger ? [a, b] : [b, a];
  table.drift[keptNumber] = (table.drift[keptNumber] ?? 0) + joinMeans(table.means, keptNumber, goneNumber);
  absorb(kept, gone);
  kept.version += 1;
  for (const number of gone.neighbours) kept.neighbours.push(number);
  for (let more = gone.neighbours.length; more > 0; more--) kept.linkBounds.push(Infinity);
  for (const number of gone.lookalikes) kept.lookalikes.push(number);
  const emptied = { members: [], neighbours: [], linkBounds: [], lookalikes: [] };
  Object.assign(gone, { isAlive: false, ...emptied });
  table.joinedInto[goneNumber] = keptNumber;
  return keptNumber;
}

/** The group as the caller gets it. */
export function toFaceGroup({ clusterIds, members }: GrowingGroup): FaceGroup {
  const [clusterId = null, ...absorbedClusterIds] = [...new Set(clusterIds)].sort((x, y) => x - y);
  return { clusterId, absorbedClusterIds, members: members.sort((x, y) => x - y) };
}

function groupOfOne(face: ClusterFace, at: number): GrowingGroup {
  return {
    isWitness: face.witness !== undefined,
    members: [at],
    marks: new Set([face.photoId]),
    clusterIds: face.clusterId === null ? [] : [face.clusterId],
    neighbours: [],
    linkBounds: [],
    compactLength: 0,
    lookalikes: [],
    version: 0,
    isAlive: true,
  };
}

function absorb(kept: GrowingGroup, gone: GrowingGroup): void {
  // Pushed one by one: a large group would not fit into the arguments of a call.
  for (const member of gone.members) kept.members.push(member);
  for (const clusterId of gone.clusterIds) kept.clusterIds.push(clusterId);
  for (const mark of gone.marks) kept.marks.add(mark);
}

/** For each face, a face that it starts in one group with. */
function firstFaces(faces: readonly ClusterFace[], { together }: ClusterJudgements): Int32Array {
  const firstOf = Int32Array.from(faces.keys());
  const firstOfCluster = new Map<number, number>();
  const firstOfWitness = new Map<number, number>();
  for (const [at, { clusterId, witness }] of faces.entries()) {
    const key = witness ?? clusterId;
    if (key === null) continue;
    const firsts = witness === undefined ? firstOfCluster : firstOfWitness;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, at);
    else unite(firstOf, first, at);
  }
  for (const list of together) {
    const [first, ...others] = list.filter((at) => faces[at]?.witness === undefined);
    for (const other of others) if (first !== undefined) unite(firstOf, first, other);
  }
  return firstOf;
}

function markJudgements(
  groups: readonly GrowingGroup[],
  groupOfFace: Int32Array,
  { apart }: ClusterJudgements,
): void {
  for (const [number, sides] of apart.entries()) {
    for (const side of [0, 1] as const) {
      for (const at of sides[side]) groups[groupOfFace[at] ?? -1]?.marks.add(sideMark(number, side));
    }
  }
}

/** Photos have the numbers from 1; the two sides of a judgement are -1 and -2, -3 and -4, and so on. */
function sideMark(judgement: number, side: 0 | 1): number {
  return -(2 * judgement + side + 1);
}

/** The mark that excludes this one. A photo excludes itself. */
function oppositeOf(mark: number): number {
  if (mark >= 0) return mark;
  return mark % 2 === 0 ? mark + 1 : mark - 1;
}

function find(parents: Int32Array, at: number): number {
  let root = at;
  for (let parent = parents[root] ?? root; parent !== root; parent = parents[root] ?? root) root = parent;
  for (let next = at; next !== root;) {
    const parent = parents[next] ?? root;
    parents[next] = root;
    next = parent;
  }
  return root;
}

/** The lower one leads, so that a group stands where its first face does. */
function unite(parents: Int32Array, a: number, b: number): void {
  const rootA = find(parents, a);
  const rootB = find(parents, b);
  parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}
