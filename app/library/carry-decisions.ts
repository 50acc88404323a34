import {
  copyDecision,
  editedFiles,
  facesByDecision,
  forgetPreviousPhoto,
  type CarriedDecision,
  type EditedFile,
} from "../db/edited-photos.ts";
import { embeddingsOf } from "../db/embeddings.ts";
import type { Database } from "../db/open.ts";
import { act, type ActionContext, type PerformedAction } from "../journal/act.ts";
import { sameFaceSimilarityOf } from "../people/same-face-similarity.ts";
import { dot } from "../people/vectors.ts";
import { haveSameShape, scaleTo } from "./picture-size.ts";
import { reconcileFaces } from "./reconcile-faces.ts";

/** Faces that got the decisions of the same faces in an earlier content of their file. */
export interface CarriedDecisions {
  readonly faces: number;
  readonly photos: number;
}

/**
 * A photo that was edited is another photo, but its faces are the same people: what the user said about the faces of
 * the earlier content (named, ignored, no face, not this person, same as others or not) is said of the faces at the same places of the new
 * one, where they look alike too. One action for all photos edited since the last call; a photo is looked at once, so
 * that undoing it is for good. `model` = whose vectors are compared. Returns null when nothing was edited.
 */
export function carryDecisions(
  context: ActionContext,
  model: string,
): (PerformedAction & { readonly result: CarriedDecisions }) | null {
  const { db } = context;
  const edited = editedFiles(db);
  if (edited.length === 0) return null;
  const likeness = { model, least: sameFaceSimilarityOf(model) };
  return act(context, { kind: "keep-names", summary: summaryOf }, () => {
    const counts = edited.map((file) => {
      const pairs = sameFaces(db, file, likeness);
      for (const { decision, faceId } of pairs) copyDecision(db, decision, faceId);
      forgetPreviousPhoto(db, file.fileId);
      return pairs.length;
    });
    return {
      faces: counts.reduce((sum, count) => sum + count, 0),
      photos: counts.filter((count) => count > 0).length,
    };
  });
}

function summaryOf({ faces, photos }: CarriedDecisions): string {
  const ofFaces =
    faces === 1 ? "the decision about 1 face" : `the decisions about ${faces.toLocaleString("en-US")} faces`;
  return `kept ${ofFaces} in ${photos === 1 ? "an edited photo" : `${photos.toLocaleString("en-US")} edited photos`}`;
}

function sameFaces(
  db: Database,
  { before, now }: EditedFile,
  { model, least }: { readonly model: string; readonly least: number },
): { readonly decision: CarriedDecision; readonly faceId: number }[] {
  if (!haveSameShape(before, now)) return [];
  const decided = facesByDecision(db, before.photoId, true);
  const open = facesByDecision(db, now.photoId, false);
  const vectors = embeddingsOf(
    db,
    [...decided, ...open].map(({ id }) => id),
    model,
  );
  const moved = decided.map(({ id, box }) => ({ id, box: scaleTo(box, before, now) }));
  const { kept } = reconcileFaces(moved, open);
  return kept.flatMap(({ faceId, found }) => {
    const decision = decided.find(({ id }) => id === faceId);
    const isSame = areAlike(vectors.get(faceId), vectors.get(found.id), least);
    return decision !== undefined && isSame ? [{ decision, faceId: found.id }] : [];
  });
}

/** Faces that cannot be compared are taken for the same, as they are at the same place. */
function areAlike(a: Float32Array | undefined, b: Float32Array | undefined, least: number): boolean {
  return a === undefined || b === undefined || dot(a, b) >= least;
}
