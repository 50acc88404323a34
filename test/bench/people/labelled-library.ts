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
import type { ReviewContext } from "../../../app/review/review.ts";
import type { LabelledFace } from "./labelled-sets.ts";

/** A catalogue in a folder of its own, of which the benchmark knows who everybody is. Close it: the folder goes. */
export interface LabelledLibrary extends Disposable {
  readonly context: ReviewContext;
  /** The person of each face, by face id. */
  readonly truth: ReadonlyMap<number, string>;
}

/** Adds the faces and groups them, with the functions that a scan uses. */
export async function makeLabelledLibrary(
  faces: readonly LabelledFace[],
  model: string,
): Promise<LabelledLibrary> {
  const folder = mkdtempSync(path.join(tmpdir(), "familiar-bench-"));
  const db = openCatalogue(path.join(folder, "catalogue.sqlite"));
  const truth = inTransaction(db, () => addFaces(db, faces, model));
  const index = FaceIndex.empty(faces[0]?.vector.length ?? 0);
  for (const [at, faceId] of [...truth.keys()].entries()) {
    const vector = faces[at]?.vector;
    if (vector !== undefined) index.add(faceId, vector);
  }
  await groupFaces(db, index, { model, cluster: clusterOptionsOf(model) });
  const journal = { bringUpToDate: () => undefined };
  return {
    context: { db, index, model, journal, now: Date.now },
    truth,
    [Symbol.dispose]: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function addFaces(db: Database, faces: readonly LabelledFace[], model: string): Map<number, string> {
  const photoIds = new Map<string, number>();
  const truth = new Map<number, string>();
  for (const { person, photo, vector, quality } of faces) {
    const photoId = photoIds.get(photo) ?? addPhoto(db, photo);
    photoIds.set(photo, photoId);
    const faceId = insertFace(db, photoId, {
      ...{ box: { x: 0, y: 0, width: 100, height: 100 }, score: 1, quality, sharpness: 100, yaw: 0 },
      landmarks: new Float32Array(10),
    });
    saveEmbedding(db, faceId, model, vector);
    truth.set(faceId, person);
  }
  return truth;
}

function addPhoto(db: Database, name: string): number {
  const photoId = insertPhoto(db, { contentHash: createHash("sha256").update(name).digest(), sizeBytes: 1 });
  upsertFile(db, { path: `/${name}`, sizeBytes: 1, modifiedAtMs: 1, photoId, failure: null });
  return photoId;
}
