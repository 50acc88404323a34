import type { ReadFile } from "../analyze/messages.ts";
import type { AnalysisOutcome } from "../analyze/outcomes.ts";
import type { AnalyzerPool } from "../analyze/pool.ts";
import type { Database } from "../db/open.ts";
import { pairedPhotoOf } from "../db/photo-pairs.ts";
import { findPhotoByHash } from "../db/photos.ts";
import { inTransaction } from "../db/transaction.ts";
import { createBatchWriter } from "./batch-writer.ts";
import { forEachAtOnce } from "./for-each-at-once.ts";
import { createInOrder } from "./in-order.ts";
import { hasRawExtension } from "../photo/format.ts";
import { pictureBeside } from "./picture-beside.ts";
import { createRateMeter } from "./progress-rate.ts";
import { recordOutcome, type DealtFile } from "./record-outcome.ts";
import { recipeName, type Recipe } from "./recipe.ts";
import type { ScanProgress } from "./scan.ts";

/** A file whose content is to be read and, unless it is known, analysed. */
export interface FileToAnalyse {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** What came of a list of files. */
export interface AnalysisTally {
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly analysed: number;
  readonly faces: number;
  /** Failures that another try may end better, so the catalogue does not keep them. */
  readonly passingFailures: readonly { readonly path: string; readonly reason: string }[];
}

/** What the analysis works with. */
export interface AnalysisContext {
  readonly db: Database;
  readonly recipe: Recipe;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ScanProgress) => void) | undefined;
  readonly onAnalysed?: ((stageMs: Readonly<Record<string, number>>) => void) | undefined;
}

/**
 * Files that may wait for one before them, so that a folder gives the same catalogue however its files were shared out among
 * processes: a second of photos on the fastest machine, which is what a crash loses beside a batch. A video that takes longer
 * does not hold them up any more.
 */
const mostWaiting = 64;

/** Decides, once a file is read, whether its content needs an analysis. */
export type IsWanted = (file: ReadFile, path: string) => boolean;

/**
 * Runs files through a pool of analyzers and records how each ended. The pool is always given enough to keep
 * every process busy, never the whole list. They are recorded in the order of the list, raw files last. Ends early, with
 * what is done recorded, when the signal says so.
 */
export async function analyseFiles(
  files: readonly FileToAnalyse[],
  context: AnalysisContext,
  createPool: (isWanted: IsWanted) => AnalyzerPool,
): Promise<AnalysisTally> {
  const tally = { added: 0, changed: 0, moved: 0, analysed: 0, faces: 0, failed: 0 };
  const passingFailures: { path: string; reason: string }[] = [];
  if (files.length === 0) return { ...tally, passingFailures };
  const { db, signal } = context;
  const { isWanted, forget } = createContentFilter(db, context.recipe);
  const writer = createBatchWriter<DealtFile>((batch) => {
    const news = inTransaction(db, () => batch.map((dealt) => recordOutcome(db, dealt, context)));
    for (const one of news) if (one !== "none") tally[one] += 1;
    for (const { outcome } of batch) if (outcome.kind !== "cancelled") forget(outcome.file);
  });
  const meter = createRateMeter(() => performance.now());
  let done = 0;
  await using pool = createPool(isWanted);
  const stop = () => void pool.close();
  signal?.addEventListener("abort", stop, { once: true });

  const deal = async (file: FileToAnalyse): Promise<DealtFile | null> => {
    const outcome = await pool.analyse(file.path);
    if (outcome.kind === "cancelled") return null;
    done += 1;
    meter.tick();
    if (outcome.kind === "analysed") {
      tally.analysed += 1;
      tally.faces += outcome.faces.length;
      context.onAnalysed?.(outcome.stageMs);
    }
    if (isFailure(outcome)) tally.failed += 1;
    if (outcome.kind === "failed" && !outcome.isLasting) {
      passingFailures.push({ path: file.path, reason: outcome.reason });
    }
    context.onProgress?.({
      phase: "reading",
      done,
      total: files.length,
      faces: tally.faces,
      failed: tally.failed,
      ...meter.read(files.length - done),
    });
    return { ...file, outcome };
  };
  const dealing = { deal, write: writer.add, isStopped: () => signal?.aborted === true };

  try {
    // Raw files come last: those whose picture is known by then need no analysis of their own.
    const [raw, others] = [true, false].map((isRaw) =>
      files.filter(({ path }) => hasRawExtension(path) === isRaw),
    );
    for (const part of [others ?? [], raw ?? []]) {
      await dealInOrder(part, pool.capacity, dealing);
      writer.flush();
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    writer.flush();
  }
  return { ...tally, passingFailures };
}

interface Dealing {
  /** Null = it was cancelled. */
  readonly deal: (file: FileToAnalyse) => Promise<DealtFile | null>;
  readonly write: (dealt: DealtFile) => void;
  readonly isStopped: () => boolean;
}

/** Deals with `atOnce` files at a time, and writes how they ended in the order of the list. */
async function dealInOrder(
  files: readonly FileToAnalyse[],
  atOnce: number,
  { deal, write, isStopped }: Dealing,
): Promise<void> {
  const inOrder = createInOrder(write, mostWaiting);
  const dealAt = async ([place, file]: readonly [number, FileToAnalyse]): Promise<void> => {
    const dealt = await deal(file);
    if (dealt !== null) inOrder.ready(place, dealt);
  };
  await forEachAtOnce([...files.entries()], atOnce, dealAt, isStopped).finally(inOrder.release);
}

function isFailure(outcome: AnalysisOutcome): boolean {
  return outcome.kind === "failed" || outcome.kind === "crashed";
}

/**
 * Two copies of a photo may be read at the same time: only the first is analysed. A copy that is not yet in
 * the catalogue is remembered here until its batch is written.
 */
function createContentFilter(db: Database, recipe: Recipe) {
  const name = recipeName(recipe);
  const beingAnalysed = new Map<string, string>();
  const keyOf = (file: ReadFile) => Buffer.from(file.contentHash).toString("hex");
  const isWanted: IsWanted = (file, path) => {
    const key = keyOf(file);
    const claimedBy = beingAnalysed.get(key);
    // The same path asks again when its first analyzer died.
    if (claimedBy !== undefined) return claimedBy === path;
    const photo = findPhotoByHash(db, file.contentHash);
    if (photo !== undefined && (photo.recipe === name || photo.failedRecipe === name)) return false;
    if (photo !== undefined && pairedPhotoOf(db, photo.id) !== undefined) return false;
    const { raw } = file;
    if (photo === undefined && raw !== undefined && pictureBeside(db, path, raw) !== undefined) return false;
    beingAnalysed.set(key, path);
    return true;
  };
  const forget = (file: ReadFile | null) => {
    if (file !== null) beingAnalysed.delete(keyOf(file));
  };
  return { isWanted, forget };
}
