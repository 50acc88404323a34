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
import { clusterFaces } from "./cluster.ts";
import type { ClusterFace, ClusterOptions, FaceGroup } from "./cluster-types.ts";
import type { FaceIndex } from "./face-index.ts";
import {
  facesInvolved,
  judgementsInList,
  pairsInList,
  type FaceInvolved,
  type NearFaces,
} from "./grouping-problem.ts";

/** How grouping is done. */
export interface GroupingOptions {
  readonly model: string;
  readonly cluster: ClusterOptions;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Which pairs of faces are compared at all. */
export const groupingNeighbours = {
  /** Neighbours looked up for each face: enough for it to meet every lump of its person. */
  perFace: 32,
  /** Pairs less alike never decide anything: the mean similarity of strangers is about 0. */
  minimumSimilarity: 0.15,
} as const;

/** Searches before other work gets a turn; one takes up to 1 ms in a large index. */
const searchesPerTurn = 8;

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
  const all = facesInStableOrder(db, options.model);
  const unplaced = all.filter(
    ({ faceId, clusterId, personId }) => clusterId === null && personId === null && index.has(faceId),
  );
  if (unplaced.length === 0) return 0;
  const near = await findNeighbours(db, index, unplaced, options);
  const judgements = allJudgements(db);
  const faces = await withVectors(db, facesInvolved(all, near, judgements), options);
  const problem = {
    faces,
    neighbours: pairsInList(faces, near),
    judgements: judgementsInList(faces, judgements),
  };
  const groups = await runToEnd(clusterFaces(problem, options.cluster), options.signal);
  return inTransaction(db, () => {
    const decided = decidedSince(db, begin);
    const kept = groups.filter((group) => !isDecidedOtherwise(group, faces, decided));
    const placed = kept.reduce((sum, group) => sum + saveGroup(db, group, faces), 0);
    deleteEmptyClusters(db);
    return placed;
  });
}

async function findNeighbours(
  db: Database,
  index: FaceIndex,
  unplaced: readonly GroupingFace[],
  options: GroupingOptions,
): Promise<NearFaces> {
  const from = new Int32Array(unplaced.length * groupingNeighbours.perFace);
  const to = new Int32Array(from.length);
  let pairs = 0;
  let done = 0;
  for (let start = 0; start < unplaced.length; start += facesPerRead) {
    const chunk = unplaced.slice(start, start + facesPerRead).map(({ faceId }) => faceId);
    const vectors = embeddingsOf(db, chunk, options.model);
    for (const faceId of chunk) {
      const vector = vectors.get(faceId);
      if (vector === undefined) continue;
      const found = index
        .search(vector, groupingNeighbours.perFace + 1)
        .filter((near) => near.faceId !== faceId && near.similarity >= groupingNeighbours.minimumSimilarity);
      for (const near of found.slice(0, groupingNeighbours.perFace)) {
        from[pairs] = faceId;
        to[pairs] = near.faceId;
        pairs += 1;
      }
      done += 1;
      if (done % searchesPerTurn === 0) {
        options.onProgress?.(done, unplaced.length);
        await setImmediate();
        options.signal?.throwIfAborted();
      }
    }
  }
  return { from: from.subarray(0, pairs), to: to.subarray(0, pairs) };
}

async function withVectors(
  db: Database,
  faces: readonly FaceInvolved[],
  options: GroupingOptions,
): Promise<ClusterFace[]> {
  const found: ClusterFace[] = [];
  for (let start = 0; start < faces.length; start += facesPerRead) {
    const chunk = faces.slice(start, start + facesPerRead);
    const vectors = embeddingsOf(
      db,
      chunk.map(({ faceId }) => faceId),
      options.model,
    );
    for (const face of chunk) {
      const vector = vectors.get(face.faceId);
      if (vector !== undefined) found.push({ ...face, vector });
    }
    await setImmediate();
    options.signal?.throwIfAborted();
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
