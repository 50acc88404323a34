import type { EmbeddingOutcome } from "../analyze/outcomes.ts";
import { AnalyzerPool } from "../analyze/pool.ts";
import { saveEmbedding } from "../db/embeddings.ts";
import {
  facesWithoutVector,
  hasFace,
  photosToEmbed,
  saveFirstLandmarks,
  type FaceWithoutVector,
  type PhotoToEmbed,
} from "../db/faces-to-embed.ts";
import type { Database } from "../db/open.ts";
import { findPhoto, savePhotoFailure } from "../db/photos.ts";
import { inTransaction } from "../db/transaction.ts";
import { forgetGallery } from "../people/library-gallery.ts";
import { findFfmpeg, type FindFfmpeg } from "../photo/video/find-ffmpeg.ts";
import { hasVideoExtension } from "../photo/video/video-format.ts";
import { createBatchWriter } from "./batch-writer.ts";
import { forEachAtOnce } from "./for-each-at-once.ts";
import type { Library } from "./open-library.ts";
import { createRateMeter, type Rate } from "./progress-rate.ts";
import { embeddingFailureName, type Recipe } from "./recipe.ts";
import { splitVideos, videoSetupOf } from "./videos.ts";

/** How far the work is. */
export interface EmbeddingProgress extends Rate {
  /** Photos. */
  readonly done: number;
  readonly total: number;
  /** Faces represented. */
  readonly faces: number;
  /** Photos. */
  readonly failed: number;
}

/** How the work is done. */
export interface EmbedOptions {
  /** One a core by default. */
  readonly processes?: number | undefined;
  /** Only faces of these photos; default: of all. */
  readonly photoIds?: readonly number[] | undefined;
  /** Default: looks on this computer. Without FFmpeg, faces in videos wait. */
  readonly findFfmpeg?: FindFfmpeg;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EmbeddingProgress) => void) | undefined;
}

/** What came of it. */
export interface EmbeddingTally {
  /** Faces that have a vector now and had none. */
  readonly faces: number;
  /** Photos whose faces could not be represented; `isLasting` ones are remembered and not tried again. */
  readonly failures: readonly {
    readonly path: string;
    readonly reason: string;
    readonly isLasting: boolean;
  }[];
  /** The signal stopped it; what is done is kept, and the next call does the rest. */
  readonly wasStopped: boolean;
}

interface EmbeddedPhoto {
  readonly photo: PhotoToEmbed;
  readonly faces: readonly FaceWithoutVector[];
  readonly outcome: EmbeddingOutcome;
}

/**
 * Gives every face that lacks a vector of the recipe's embedding model one: faces of photos that are there and were
 * analysed, ignored ones too, false ones not. Nothing else changes, except that faces without landmarks (drawn by hand,
 * or known from the journal) get some, and a quality; a recipe without a landmark model leaves those out. A file whose content has changed is left to the next scan.
 *
 * Rejects with AnalyzerStartError when photos cannot be analysed here, and with SQLite's errors (full disk).
 */
export async function embedMissingFaces(
  { db }: Pick<Library, "db">,
  recipe: Pick<Recipe, "embedding" | "files">,
  options: EmbedOptions = {},
): Promise<EmbeddingTally> {
  const { signal, processes, onProgress } = options;
  const model = recipe.embedding;
  const work = { model, findsLandmarks: recipe.files.landmarks !== null };
  const wanted = options.photoIds === undefined ? null : new Set(options.photoIds);
  const lacking = photosToEmbed(db, { ...work, failedRecipe: embeddingFailureName(model) }).filter(
    ({ photoId }) => wanted === null || wanted.has(photoId),
  );
  const hasVideos = lacking.some(({ path }) => hasVideoExtension(path));
  const video = hasVideos ? await videoSetupOf(options.findFfmpeg ?? findFfmpeg, model) : undefined;
  const { ready: photos } = splitVideos(lacking, video !== undefined);
  const isStopped = () => signal?.aborted === true;
  const failures: { path: string; reason: string; isLasting: boolean }[] = [];
  const counts = { faces: 0, done: 0 };
  if (photos.length === 0 || isStopped()) return { faces: 0, failures, wasStopped: isStopped() };
  const writer = createBatchWriter<EmbeddedPhoto>((batch) => {
    inTransaction(db, () => {
      for (const one of batch) recordEmbeddings(db, one, model);
    });
  });
  const meter = createRateMeter(() => performance.now());
  await using pool = new AnalyzerPool({
    setup: { networks: recipe.files, thumbnailFolder: null, ...(video !== undefined && { video }) },
    ...(processes !== undefined && { processes }),
  });
  const stop = () => void pool.close();
  signal?.addEventListener("abort", stop, { once: true });

  const deal = async (photo: PhotoToEmbed): Promise<void> => {
    const faces = facesWithoutVector(db, photo.photoId, work);
    const outcome = await pool.embed(
      photo.path,
      photo.contentHash,
      faces.map((face) => toRequest(face, photo.scale)),
    );
    if (outcome.kind === "cancelled") return;
    writer.add({ photo, faces, outcome });
    counts.done += 1;
    meter.tick();
    if (outcome.kind === "embedded") counts.faces += outcome.faces.length;
    const failure = failureOf(outcome);
    if (failure !== null) failures.push({ path: photo.path, ...failure });
    onProgress?.({
      ...counts,
      total: photos.length,
      failed: failures.length,
      ...meter.read(photos.length - counts.done),
    });
  };

  try {
    await forEachAtOnce(photos, pool.capacity, deal, isStopped);
  } finally {
    signal?.removeEventListener("abort", stop);
    writer.flush();
    // Faces that the user has confirmed may be among them.
    if (counts.faces > 0) forgetGallery(db);
  }
  return { faces: counts.faces, failures, wasStopped: isStopped() };
}

/**
 * Where the score starts at which a detector takes something for a face (decisions 0003). A face that none of them found
 * is judged with it, so that it is of poor quality at best: it is recognised, but hardly defines what a person looks like.
 */
const scoreOfDrawnFaces = 0.65;

function toRequest({ box, score, landmarks, frameMs }: FaceWithoutVector, scale: number) {
  const { x, y, width, height } = box;
  return {
    ...{ x: x * scale, y: y * scale, width: width * scale, height: height * scale },
    ...(frameMs !== null && { frameMs }),
    score: landmarks.length === 0 ? scoreOfDrawnFaces : score,
    landmarks: landmarks.map((length) => length * scale),
  };
}

function failureOf(outcome: EmbeddingOutcome): { reason: string; isLasting: boolean } | null {
  if (outcome.kind === "failed") return { reason: outcome.reason, isLasting: outcome.isLasting };
  return outcome.kind === "crashed" ? { reason: outcome.reason, isLasting: true } : null;
}

/** Part of the caller's transaction. The user may have taken a face away while it was being represented. */
function recordEmbeddings(db: Database, { photo, faces, outcome }: EmbeddedPhoto, model: string): void {
  const failure = failureOf(outcome);
  if (failure?.isLasting === true && findPhoto(db, photo.photoId)?.failure === null) {
    savePhotoFailure(db, photo.photoId, { failure: failure.reason, recipe: embeddingFailureName(model) });
  }
  if (outcome.kind !== "embedded") return;
  for (const [at, { faceId, landmarks }] of faces.entries()) {
    const embedded = outcome.faces[at];
    if (embedded === undefined || !hasFace(db, faceId)) continue;
    if (landmarks.length === 0) {
      const inPhoto = embedded.landmarks.map((length) => length / photo.scale);
      saveFirstLandmarks(db, faceId, { ...embedded, landmarks: inPhoto });
    }
    saveEmbedding(db, faceId, model, embedded.embedding);
  }
}
