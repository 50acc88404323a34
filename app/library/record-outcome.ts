import type { AnalysisOutcome } from "../analyze/pool.ts";
import type { AnalysedFace, AnalysedPhoto, ReadFile } from "../analyze/messages.ts";
import { facesOfActions } from "../db/acted-faces.ts";
import { saveEmbedding } from "../db/embeddings.ts";
import { deleteFaces, facesOfPhoto, insertFace, updateFace, type FaceMeasurement } from "../db/faces.ts";
import { findFile, hasFileOfContent, upsertFile } from "../db/files.ts";
import type { Database } from "../db/open.ts";
import { pairedPhotoOf, savePair } from "../db/photo-pairs.ts";
import {
  findPhotoByHash,
  insertPhoto,
  savePhotoAnalysis,
  savePhotoFacts,
  savePhotoFailure,
} from "../db/photos.ts";
import { facesWithDecisions, markFaceFound } from "../db/recorded-faces.ts";
import { completeRecordedPhoto } from "../db/recorded-photos.ts";
import { saveShot } from "../db/shots.ts";
import { setFileContent } from "../db/written-contents.ts";
import { pictureBeside } from "./picture-beside.ts";
import { bumpVectorRevision } from "../db/vector-revision.ts";
import { reconcileFaces } from "./reconcile-faces.ts";
import { recipeName, type Recipe } from "./recipe.ts";

/** A file that has been dealt with: where it lies, how it looked in the walk, and how it ended. */
export interface DealtFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly outcome: AnalysisOutcome;
}

/** What a scan has learnt about a file. */
export type FileNews =
  /** A new path with new content, or one more copy of content that is elsewhere too. */
  | "added"
  /** A known path with other content. */
  | "changed"
  /** A new path with the content of a file that has gone. */
  | "moved"
  /** Nothing new: the same path and content, or a file that could not be read. */
  | "none";

/** What the recording of a batch needs besides the batch. */
export interface RecordContext {
  readonly recipe: Recipe;
  readonly now: () => number;
}

/** No file has this modification time, so the next scan looks at the file again. */
const lookAgainMs = -1;

/**
 * Writes how one file ended: file, photo, faces, embeddings and status belong together, so the caller wraps
 * this in one transaction. What did not finish, or failed for a passing reason, is looked at again by the
 * next scan.
 */
export function recordOutcome(db: Database, dealt: DealtFile, context: RecordContext): FileNews {
  const { outcome } = dealt;
  if (outcome.kind === "cancelled") return "none";
  const failure = failureOf(outcome);
  if (outcome.file === null) {
    if (failure !== null) recordUnreadable(db, dealt, failure, outcome.kind === "crashed");
    return "none";
  }
  const { photoId, news } = recordFile(db, dealt.path, outcome.file, outcome.kind === "skipped");
  const recipe = recipeName(context.recipe);
  if (outcome.kind === "analysed") {
    savePhotoAnalysis(db, photoId, { ...outcome.photo, recipe, analysedAtMs: context.now() });
    if (outcome.shot !== undefined) saveShot(db, photoId, outcome.shot);
    saveFaces(db, photoId, outcome.faces, context.recipe.embedding);
  } else if (failure?.isLasting === true) {
    savePhotoFailure(db, photoId, { recipe, failure: failure.reason });
  }
  return news;
}

interface Failure {
  readonly reason: string;
  readonly isLasting: boolean;
}

function failureOf(outcome: AnalysisOutcome): Failure | null {
  if (outcome.kind === "failed") return outcome;
  return outcome.kind === "crashed" ? { reason: outcome.reason, isLasting: true } : null;
}

function recordUnreadable(
  db: Database,
  dealt: DealtFile,
  { reason, isLasting }: Failure,
  hasCrashed: boolean,
): void {
  const { path, sizeBytes, modifiedAtMs } = dealt;
  const before = findFile(db, path);
  // A file that was readable once keeps its photo: a locked file, or a crash before its content was known, is no
  // reason to forget whose faces it shows.
  if ((!isLasting || hasCrashed) && before?.photoId != null) return;
  upsertFile(db, {
    path,
    sizeBytes,
    modifiedAtMs: isLasting ? modifiedAtMs : lookAgainMs,
    photoId: null,
    failure: reason,
  });
}

/** `photoId` is the photo that the content is by itself. */
function recordFile(
  db: Database,
  path: string,
  file: ReadFile,
  wasSkipped: boolean,
): { photoId: number; news: FileNews } {
  const { contentHash, sizeBytes, modifiedAtMs } = file;
  const before = findFile(db, path);
  const known = findPhotoByHash(db, contentHash);
  const photoId = known?.id ?? insertPhoto(db, { contentHash, sizeBytes });
  if (known !== undefined) completeRecordedPhoto(db, photoId, sizeBytes);
  else if (wasSkipped && file.raw !== undefined) recordRaw(db, path, photoId, file.raw);
  // One of 0 bytes is known from the journal only.
  const isKnownFromFile = known !== undefined && known.sizeBytes > 0;
  const pairedId = pairedPhotoOf(db, photoId);
  const shownId = pairedId ?? photoId;
  const news = newsOf(before?.photoId, shownId, () => isKnownFromFile && !hasFileOfContent(db, photoId));
  const rawPhotoId = pairedId === undefined ? null : photoId;
  upsertFile(db, { path, sizeBytes, modifiedAtMs, photoId: shownId, failure: null }, rawPhotoId);
  const isNamedByIt = known === undefined || Buffer.compare(known.contentHash, contentHash) === 0;
  setFileContent(db, path, { contentHash: isNamedByIt ? null : contentHash, sizeBytes, modifiedAtMs });
  return { photoId, news };
}

/** A raw file that was not looked through, as its picture lies beside it: from now on they are one photo. */
function recordRaw(db: Database, path: string, rawPhotoId: number, raw: AnalysedPhoto): void {
  savePhotoFacts(db, rawPhotoId, raw);
  const photoId = pictureBeside(db, path, raw);
  if (photoId !== undefined) savePair(db, { rawPhotoId, photoId });
}

function newsOf(
  photoIdBefore: number | null | undefined,
  photoId: number,
  hasGoneElsewhere: () => boolean,
): FileNews {
  if (photoIdBefore === photoId) return "none";
  if (photoIdBefore != null) return "changed";
  return hasGoneElsewhere() ? "moved" : "added";
}

/**
 * A face found again keeps its id, and with it all decisions: named stays named, and what the user called no face stays
 * none. A face about which the user has said anything, or may say it again by a redo, stays even when it is not found.
 */
function saveFaces(db: Database, photoId: number, faces: readonly AnalysedFace[], model: string): void {
  const before = facesOfPhoto(db, photoId);
  const { kept, added, gone } = reconcileFaces(before, faces.map(toFound));
  for (const { faceId, found } of kept) {
    updateFace(db, faceId, found);
    markFaceFound(db, faceId);
    saveEmbedding(db, faceId, model, found.embedding);
  }
  for (const found of added) saveEmbedding(db, insertFace(db, photoId, found), model, found.embedding);
  const removed = withoutDecisions(db, photoId, gone);
  deleteFaces(db, removed);
  if (kept.length > 0 || removed.length > 0) bumpVectorRevision(db);
}

function withoutDecisions(db: Database, photoId: number, faceIds: readonly number[]): number[] {
  if (faceIds.length === 0) return [];
  const decided = facesWithDecisions(db, photoId);
  const acted = facesOfActions(db);
  return faceIds.filter((id) => !decided.has(id) && !acted.has(id));
}

type FoundFace = FaceMeasurement & Pick<AnalysedFace, "embedding" | "alsoAt">;

function toFound(face: AnalysedFace): FoundFace {
  const { x, y, width, height, ...measured } = face;
  return { box: { x, y, width, height }, ...measured };
}
