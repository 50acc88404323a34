import { setImmediate } from "node:timers/promises";
import { createCluster, deleteEmptyClusters, moveClusterFaces } from "../db/clusters.ts";
import { embeddingsOf } from "../db/embeddings.ts";
import { setCluster } from "../db/faces.ts";
import { facesInStableOrder, type GroupingFace } from "../db/grouping.ts";
import { allJudgements } from "../db/judgements.ts";
import type { Database } from "../db/open.ts";
import { inTransaction } from "../db/transaction.ts";
import { decidedSince, journalPosition } from "../journal/decided-since.ts";
import type { Mentions } from "../journal/mentions.ts";
import { clusterFaces, type ClusterProblem } from "./cluster.ts";
import type { ClusterFace, ClusterOptions, FaceGroup } from "./cluster-types.ts";
import { commonnessOfModel } from "./commonness.ts";
import type { FaceIndex } from "./face-index.ts";
import {
  facesInvolved,
  judgementsInList,
  pairsInList,
  type FaceInvolved,
  type NearFaces,
} from "./grouping-problem.ts";
import { joinNearFaces, type NeighboursTask } from "./near-faces.ts";
import { openNeighbourSearch } from "./neighbour-search.ts";
import type { Subspace } from "./subspace.ts";

/** How grouping is done. */
export interface GroupingOptions {
  readonly model: string;
  readonly cluster: ClusterOptions;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Vectors fetched at once. */
const facesPerRead = 1_000;

/**
 * Puts every unnamed face that is in no group yet into one: an existing group, or a new one. Existing groups only
 * grow or join; a face never leaves its group here. What the user said about faces holds: faces that are one person
 * come together, faces that are two never do. Everything is written in one transaction at the end, so a cancelled run
 * changes nothing; what the user decided meanwhile holds, and the groups concerned wait for the next run. Returns how
 * many faces were placed.
 *
 * Faces that are not in `index` yet, because a scan has found them since it was opened, wait for the next run.
 * Throws the signal's reason when it is aborted.
 */
export async function groupFaces(db: Database, index: FaceIndex, options: GroupingOptions): Promise<number> {
  const begin = journalPosition(db);
  const problem = await groupingProblem(db, index, options);
  if (problem === null) return 0;
  const { faces } = problem;
  const groups = await runToEnd(clusterFaces(problem, options.cluster), options.signal);
  return inTransaction(db, () => {
    const decided = decidedSince(db, begin);
    const kept = groups.filter((group) => !isDecidedOtherwise(group, faces, decided));
    const placed = kept.reduce((sum, group) => sum + saveGroup(db, group, faces), 0);
    deleteEmptyClusters(db);
    return placed;
  });
}

/** A function of its own: what it needs is let go before the clustering takes as much again. null = nothing is new. */
async function groupingProblem(
  db: Database,
  index: FaceIndex,
  options: GroupingOptions,
): Promise<ClusterProblem | null> {
  const all = facesInStableOrder(db, options.model);
  const unplaced = all.filter(
    ({ faceId, clusterId, personId }) => clusterId === null && personId === null && index.has(faceId),
  );
  if (unplaced.length === 0) return null;
  const vectors: FaceVectors = { db, model: options.model, space: index.space, known: new Map() };
  const near = await findNeighbours(index, unplaced, vectors, options);
  const judgements = allJudgements(db);
  const faces = await withVectors(facesInvolved(all, near, judgements), vectors, options.signal);
  return {
    faces,
    neighbours: pairsInList(faces, near),
    judgements: judgementsInList(faces, judgements),
  };
}

/** The vectors of faces in the index's space, read from the catalogue once. */
interface FaceVectors {
  readonly db: Database;
  readonly model: string;
  readonly space: Subspace;
  readonly known: Map<number, LookOfFace>;
}

type LookOfFace = Pick<ClusterFace, "vector" | "commonness">;

async function findNeighbours(
  index: FaceIndex,
  unplaced: readonly GroupingFace[],
  vectors: FaceVectors,
  { signal, onProgress }: GroupingOptions,
): Promise<NearFaces> {
  await using search = await openNeighbourSearch(index, unplaced.length);
  const parts: NearFaces[] = [];
  let next = 0;
  let done = 0;
  const workThrough = async (): Promise<void> => {
    while (next < unplaced.length) {
      signal?.throwIfAborted();
      const part = next / search.facesPerTask;
      const faces = unplaced.slice(next, next + search.facesPerTask);
      next += search.facesPerTask;
      parts[part] = await search.near(taskOf(faces, vectors));
      done += faces.length;
      onProgress?.(done, unplaced.length);
    }
  };
  await Promise.all(Array.from({ length: search.tasksAtOnce }, workThrough));
  signal?.throwIfAborted();
  return joinNearFaces(parts);
}

function taskOf(faces: readonly GroupingFace[], vectors: FaceVectors): NeighboursTask {
  readVectors(
    vectors,
    faces.map(({ faceId }) => faceId),
  );
  const { dimensions } = vectors.space;
  const known = faces.flatMap(({ faceId }) => {
    const vector = vectors.known.get(faceId)?.vector;
    return vector === undefined ? [] : [{ faceId, vector }];
  });
  const table = new Float32Array(known.length * dimensions);
  for (const [at, { vector }] of known.entries()) table.set(vector, at * dimensions);
  return { faceIds: Int32Array.from(known, ({ faceId }) => faceId), vectors: table };
}

function readVectors({ db, model, space, known }: FaceVectors, faceIds: readonly number[]): void {
  const commonnessOf = commonnessOfModel(model);
  const missing = faceIds.filter((faceId) => !known.has(faceId));
  for (const [faceId, vector] of embeddingsOf(db, missing, model)) {
    known.set(faceId, { vector: space.project(vector), commonness: commonnessOf(vector) });
  }
}

async function withVectors(
  faces: readonly FaceInvolved[],
  vectors: FaceVectors,
  signal: AbortSignal | undefined,
): Promise<ClusterFace[]> {
  const found: ClusterFace[] = [];
  for (let start = 0; start < faces.length; start += facesPerRead) {
    const chunk = faces.slice(start, start + facesPerRead);
    readVectors(
      vectors,
      chunk.map(({ faceId }) => faceId),
    );
    for (const face of chunk) {
      const look = vectors.known.get(face.faceId);
      if (look !== undefined) found.push({ ...face, ...look });
    }
    await setImmediate();
    signal?.throwIfAborted();
  }
  return found;
}

async function runToEnd<Result>(
  steps: Generator<number, Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
    signal?.throwIfAborted();
  }
}

/** Did the user say anything about a face or a group of these meanwhile? Then it is grouped with the next ones. */
function isDecidedOtherwise(
  group: FaceGroup,
  faces: readonly ClusterFace[],
  decided: Pick<Mentions, "faces" | "clusters">,
): boolean {
  const clusterIds = [...group.absorbedClusterIds, ...(group.clusterId === null ? [] : [group.clusterId])];
  return (
    clusterIds.some((id) => decided.clusters.has(id)) ||
    group.members.some((member) => decided.faces.has(faces[member]?.faceId ?? 0))
  );
}

/** Returns how many faces it placed. */
function saveGroup(db: Database, group: FaceGroup, faces: readonly ClusterFace[]): number {
  const clusterId = group.clusterId ?? createCluster(db);
  for (const absorbed of group.absorbedClusterIds) moveClusterFaces(db, absorbed, clusterId);
  const unplaced = group.members.flatMap((member) => {
    const face = faces[member];
    return face?.clusterId === null ? [face] : [];
  });
  for (const { faceId } of unplaced) setCluster(db, faceId, clusterId);
  return unplaced.length;
}
