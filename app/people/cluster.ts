import TinyQueue from "tinyqueue";

/** A face as clustering sees it. */
export interface ClusterFace {
  readonly faceId: number;
  /** Two faces of one photo are two people. */
  readonly photoId: number;
  /** Unit length. */
  readonly vector: Float32Array;
  /** 0 to 1; a poor face weighs little in what its group looks like, so it can join but not bridge. */
  readonly quality: number;
  /** The group it is in already; null for a face that is new. */
  readonly clusterId: number | null;
  /** Who it is by the user's word; null when unnamed. */
  readonly personId: number | null;
}

/** Two faces that look alike; indexes into the list of faces. */
export interface Neighbours {
  readonly a: number;
  readonly b: number;
}

/** When two groups are one person. Fitted per recognition model (decisions 0005). */
export interface ClusterOptions {
  /** Mean similarity needed to join two single faces. */
  readonly singleThreshold: number;
  /** Mean similarity needed to join two large groups: a mean over many pairs is surer than one pair. */
  readonly groupThreshold: number;
  /** The least weight a face has, whatever its quality. */
  readonly minimumWeight: number;
}

/** A group after clustering: the existing cluster it continues (null = a new one) and its faces. */
export interface FaceGroup {
  readonly clusterId: number | null;
  /** Existing clusters that were joined into it. */
  readonly absorbedClusterIds: readonly number[];
  /** Indexes into the list of faces, rising. */
  readonly members: readonly number[];
}

interface Group {
  readonly sum: Float32Array;
  weight: number;
  members: number[];
  readonly photoIds: Set<number>;
  readonly clusterIds: number[];
  personId: number | null;
  readonly neighbours: Set<number>;
  isAlive: boolean;
}

interface Candidate {
  readonly link: number;
  readonly excess: number;
  readonly a: number;
  readonly b: number;
  readonly membersA: number;
  readonly membersB: number;
}

/** Edges looked at before other work gets a turn: comparing their ends takes some 5 ms. */
const edgesPerTurn = 4_096;

/** The mean similarity that two groups of these sizes must reach. */
export function linkThreshold(sizeA: number, sizeB: number, options: ClusterOptions): number {
  const certainty = 1 / Math.sqrt(Math.min(sizeA, sizeB));
  return options.groupThreshold + (options.singleThreshold - options.groupThreshold) * certainty;
}

/**
 * Constrained average-linkage clustering on a neighbour graph.
 *
 * The two groups with the greatest mean similarity above their threshold are joined until none is left.
 * Only groups that share an edge of the graph are compared, and the mean is exact: the dot product of the
 * groups' weighted sums. Never joined: groups with faces of one photo, groups of two persons. Faces that
 * share a `clusterId` start as one group and stay together, so what the user has seen is never reshuffled;
 * the joined group keeps the lowest id.
 *
 * The result depends only on the order of `faces` and the set of edges. Yields the number of joins after each
 * `yieldEvery` of them, and 0 now and then before the first, so that the caller can let other work through.
 */
export function* clusterFaces(
  faces: readonly ClusterFace[],
  edges: Iterable<Neighbours>,
  options: ClusterOptions,
  yieldEvery = 50,
): Generator<number, FaceGroup[]> {
  const { groups, groupOfFace } = startingGroups(faces, options);
  let edgesSeen = 0;
  for (const edge of edges) {
    connect(groups, groupOfFace[edge.a], groupOfFace[edge.b]);
    if (++edgesSeen % edgesPerTurn === 0) yield 0;
  }
  const queue = new TinyQueue<Candidate>([], compareCandidates);
  for (const [index, group] of groups.entries()) {
    for (const other of group.neighbours) {
      if (other < index) continue;
      offer(queue, groups, index, other, options);
      if (++edgesSeen % edgesPerTurn === 0) yield 0;
    }
  }
  let joins = 0;
  for (let best = queue.pop(); best !== undefined; best = queue.pop()) {
    const a = groups[best.a];
    const b = groups[best.b];
    if (a === undefined || b === undefined || !isCurrent(best, a, b)) continue;
    join(groups, best.a, best.b);
    for (const other of [...a.neighbours].sort((x, y) => x - y)) {
      offer(queue, groups, Math.min(best.a, other), Math.max(best.a, other), options);
    }
    joins += 1;
    if (joins % yieldEvery === 0) yield joins;
  }
  return groups.filter((group) => group.isAlive).map(toFaceGroup);
}

function startingGroups(faces: readonly ClusterFace[], options: ClusterOptions) {
  const groups: Group[] = [];
  const groupOfCluster = new Map<number, number>();
  const groupOfFace = faces.map((face, index) => {
    const known = face.clusterId === null ? undefined : groupOfCluster.get(face.clusterId);
    const at = known ?? groups.length;
    if (known === undefined) {
      groups.push(emptyGroup(face));
      if (face.clusterId !== null) groupOfCluster.set(face.clusterId, at);
    }
    const group = groups[at];
    if (group !== undefined) addFace(group, face, index, options);
    return at;
  });
  return { groups, groupOfFace };
}

function emptyGroup(face: ClusterFace): Group {
  return {
    sum: new Float32Array(face.vector.length),
    weight: 0,
    members: [],
    photoIds: new Set(),
    clusterIds: face.clusterId === null ? [] : [face.clusterId],
    personId: null,
    neighbours: new Set(),
    isAlive: true,
  };
}

function addFace(group: Group, face: ClusterFace, index: number, options: ClusterOptions): void {
  const weight = Math.max(options.minimumWeight, face.quality);
  for (let i = 0; i < group.sum.length; i++) {
    group.sum[i] = (group.sum[i] ?? 0) + weight * (face.vector[i] ?? 0);
  }
  group.weight += weight;
  group.members.push(index);
  group.photoIds.add(face.photoId);
  group.personId ??= face.personId;
}

function connect(groups: readonly Group[], a: number | undefined, b: number | undefined): void {
  if (a === undefined || b === undefined || a === b) return;
  groups[a]?.neighbours.add(b);
  groups[b]?.neighbours.add(a);
}

/** Best first by how far the link is above what it needs; ties by position, so that order decides. */
function compareCandidates(x: Candidate, y: Candidate): number {
  return y.excess - x.excess || x.a - y.a || x.b - y.b;
}

/** A candidate is stale when either group has grown or gone since it was offered. */
function isCurrent(candidate: Candidate, a: Group, b: Group): boolean {
  return (
    a.isAlive &&
    b.isAlive &&
    a.members.length === candidate.membersA &&
    b.members.length === candidate.membersB
  );
}

function offer(
  queue: TinyQueue<Candidate>,
  groups: readonly Group[],
  a: number,
  b: number,
  options: ClusterOptions,
): void {
  const first = groups[a];
  const second = groups[b];
  if (first === undefined || second === undefined || !first.isAlive || !second.isAlive) return;
  const link = dot(first.sum, second.sum) / (first.weight * second.weight);
  const excess = link - linkThreshold(first.members.length, second.members.length, options);
  if (excess < 0 || !mayJoin(first, second)) return;
  queue.push({
    link,
    excess,
    a,
    b,
    membersA: first.members.length,
    membersB: second.members.length,
  });
}

function mayJoin(a: Group, b: Group): boolean {
  if (a.personId !== null && b.personId !== null && a.personId !== b.personId) return false;
  const [smaller, larger] = a.photoIds.size < b.photoIds.size ? [a, b] : [b, a];
  for (const photoId of smaller.photoIds) if (larger.photoIds.has(photoId)) return false;
  return true;
}

/** Joins group `b` into group `a`. */
function join(groups: readonly Group[], a: number, b: number): void {
  const kept = groups[a];
  const gone = groups[b];
  if (kept === undefined || gone === undefined) return;
  for (let i = 0; i < kept.sum.length; i++) kept.sum[i] = (kept.sum[i] ?? 0) + (gone.sum[i] ?? 0);
  kept.weight += gone.weight;
  kept.members = kept.members.concat(gone.members);
  for (const photoId of gone.photoIds) kept.photoIds.add(photoId);
  kept.clusterIds.push(...gone.clusterIds);
  kept.personId ??= gone.personId;
  for (const other of gone.neighbours) {
    groups[other]?.neighbours.delete(b);
    if (other !== a) connect(groups, a, other);
  }
  gone.isAlive = false;
  gone.neighbours.clear();
}

function toFaceGroup(group: Group): FaceGroup {
  const [clusterId = null, ...absorbedClusterIds] = group.clusterIds.sort((x, y) => x - y);
  return { clusterId, absorbedClusterIds, members: group.members.sort((x, y) => x - y) };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
