// A real catalogue of labelled faces, as after a scan: grouped, and nobody named.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { saveEmbedding } from "../../../app/db/embeddings.ts";
import { insertFace } from "../../../app/db/faces.ts";
import { upsertFile } from "../../../app/db/files.ts";
import { openCatalogue, type Database } from "../../../app/db/open.ts";
import { insertPhoto } from "../../../app/db/photos.ts";
import { inTransaction } from "../../../app/db/transaction.ts";
import { clusterOptionsOf } from "../../../app/people/cluster-options.ts";
import { FaceIndex } from "../../../app/people/face-index.ts";
import { groupFaces } from "../../../app/people/group-faces.ts";
import { subspaceOfModel } from "../../../app/people/subspace.ts";
import type { ReviewContext } from "../../../app/review/review.ts";
import type { LabelledFace } from "./labelled-sets.ts";

/** A catalogue in a folder of its own, of which the benchmark knows who everybody is. Close it: the folder goes. */
export interface LabelledLibrary extends Disposable {
  readonly folder: string;
  readonly context: ReviewContext & { readonly index: FaceIndex };
  /** The person of each face, by face id. */
  readonly truth: ReadonlyMap<number, string>;
  /** Puts faces into the catalogue and the index, and into no group. */
  add(faces: readonly LabelledFace[]): void;
}

/** How faces come into a library. */
export interface Arrival {
  /** Scans, each with an equal share of the faces. Default: 1. */
  readonly scans?: number;
  readonly afterScan?: (db: Database) => void;
}

/** Adds the faces and groups them, with the functions that a scan uses. */
export async function makeLabelledLibrary(
  faces: readonly LabelledFace[],
  model: string,
  { scans = 1, afterScan }: Arrival = {},
): Promise<LabelledLibrary> {
  const folder = mkdtempSync(path.join(tmpdir(), "familiar-bench-"));
  const db = openCatalogue(path.join(folder, "catalogue.sqlite"));
  const truth = new Map<number, string>();
  const photoIds = new Map<string, number>();
  const dimensions = faces[0]?.vector.length ?? 0;
  const index = FaceIndex.empty(dimensions, subspaceOfModel(model, dimensions));
  const add = (more: readonly LabelledFace[]): void => {
    inTransaction(db, () => {
      for (const face of more) {
        const faceId = addFace(db, photoIds, face, model);
        truth.set(faceId, face.person);
        index.add(faceId, face.vector);
      }
    });
  };
  for (let scan = 0; scan < scans; scan++) {
    const from = Math.round((scan * faces.length) / scans);
    const to = Math.round(((scan + 1) * faces.length) / scans);
    add(faces.slice(from, to));
    await groupFaces(db, index, { model, cluster: clusterOptionsOf(model) });
    afterScan?.(db);
  }
  const journal = { bringUpToDate: () => undefined };
  return {
    folder,
    context: { db, index, model, journal, now: Date.now },
    truth,
    add,
    [Symbol.dispose]: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addFace(
  db: Database,
  photoIds: Map<string, number>,
  { photo, vector, quality }: LabelledFace,
  model: string,
): number {
  const photoId = photoIds.get(photo) ?? addPhoto(db, photo);
  photoIds.set(photo, photoId);
  const faceId = insertFace(db, photoId, {
    ...{ box: { x: 0, y: 0, width: 100, height: 100 }, score: 1, quality, sharpness: 100, yaw: 0 },
    landmarks: new Float32Array(10),
  });
  saveEmbedding(db, faceId, model, vector);
  return faceId;
}

function addPhoto(db: Database, name: string): number {
  const photoId = insertPhoto(db, { contentHash: createHash("sha256").update(name).digest(), sizeBytes: 1 });
  upsertFile(db, { path: `/${name}`, sizeBytes: 1, modifiedAtMs: 1, photoId, failure: null });
  return photoId;
}
