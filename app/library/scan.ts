import type { VideoSetup } from "../analyze/messages.ts";
import { AnalyzerPool } from "../analyze/pool.ts";
import { allFiles, markMissing, markPresent } from "../db/files.ts";
import { listFailures } from "../db/failures.ts";
import { countFaces, listPeople } from "../db/people.ts";
import { countLivePhotos } from "../db/live-movies.ts";
import { countPairs } from "../db/photo-pairs.ts";
import { photosWithoutAnalysis } from "../db/photos.ts";
import { addRoot } from "../db/roots.ts";
import { countStacks } from "../db/stacks.ts";
import { inTransaction } from "../db/transaction.ts";
import { hasLiveMovieExtension, hasMediaExtension } from "../photo/format.ts";
import { findFfmpeg, type FindFfmpeg } from "../photo/video/find-ffmpeg.ts";
import { hasVideoExtension } from "../photo/video/video-format.ts";
import { analyseFiles, type FileToAnalyse } from "./analyse-files.ts";
import { carryDecisions } from "./carry-decisions.ts";
import { diffFiles } from "./diff.ts";
import { embedMissingFaces, type EmbeddingProgress, type EmbeddingTally } from "./embed-faces.ts";
import { createActionContext, type Library, type OwnedLibrary } from "./open-library.ts";
import { findBursts } from "./find-bursts.ts";
import { findLiveMovies, moviesOfTheirOwn } from "./find-live-movies.ts";
import { createBetweenGrouper, type BetweenGrouper } from "./group-between.ts";
import { pairPhotos } from "./pair-photos.ts";
import { isInside } from "./paths.ts";
import type { Rate } from "./progress-rate.ts";
import { recipeName, type Recipe } from "./recipe.ts";
import { updateGroups } from "./update-groups.ts";
import { splitVideos, videoSetupOf, withoutCompanions } from "./videos.ts";
import { walkFolders, type WalkResult } from "./walk.ts";

/** What a scan says while it runs. */
export type ScanProgress =
  | { readonly phase: "finding"; readonly files: number }
  | ({
      readonly phase: "reading";
      readonly done: number;
      readonly total: number;
      readonly faces: number;
      readonly failed: number;
    } & Rate)
  | ({ readonly phase: "representing" } & EmbeddingProgress)
  | { readonly phase: "grouping"; readonly done: number; readonly total: number };

/** What a scan is made with. */
export interface ScanOptions {
  /** Absolute paths of folders, or of single photos. */
  readonly folders: readonly string[];
  readonly recipe: Recipe;
  readonly processes?: number;
  /** How many photos are read before people appear for the first time, while the scan goes on. Default 200. */
  readonly groupAfterPhotos?: number;
  /** Default: looks on this computer. Asked only when there are videos. */
  readonly findFfmpeg?: FindFfmpeg;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Called for each photo analysed, with the milliseconds that each stage took. */
  readonly onAnalysed?: (stageMs: Readonly<Record<string, number>>) => void;
  readonly now?: () => number;
}

/** How a scan ended; the fields of `familiar scan --json`. */
export interface ScanResult {
  /** Photos and videos found in the folders; videos that were left alone do not count. */
  readonly photos: number;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  /** Faces of all photos of the library that are there. */
  readonly faces: number;
  readonly seconds: number;
  /** Photos analysed in this scan, by the seconds it took. */
  readonly photosPerSecond: number;
  /** Videos that wait for FFmpeg; none when there are none. */
  readonly videosNotLookedAt?: number;
}

/** A scan with what only people at a terminal want to know. */
export interface ScanReport extends ScanResult {
  readonly unchanged: number;
  readonly missing: number;
  readonly returned: number;
  readonly analysed: number;
  /** Photos of the library of which a raw file and the camera's picture are there. */
  readonly pairs: number;
  /** Photos of the library with the movie of a Live Photo. */
  readonly livePhotos: number;
  /** Stacks of at least two photos of the library that are there. */
  readonly stacks: number;
  /** The signal stopped it; the next scan goes on from here. */
  readonly wasStopped: boolean;
}

/**
 * Brings the catalogue up to what the folders hold: walks them, reads what is new or changed, analyses what
 * was never analysed with this recipe, represents known faces that lack a vector, and groups the new faces. Stopped
 * by the signal at any moment, it keeps what is done, and the next scan goes on. Never writes to the folders.
 *
 * Rejects with AnalyzerStartError when photos cannot be analysed here, and with SQLite's errors (full disk).
 */
export async function scanFolders(library: OwnedLibrary, options: ScanOptions): Promise<ScanReport> {
  const { db } = library;
  const now = options.now ?? Date.now;
  const start = performance.now();
  const walk = await findFiles(library, options);
  const video = await setupForVideos(walk, options);
  const notFolders = new Set(
    [walk.unknownBelow, [...walk.problems, ...walk.files].map(({ path }) => path)].flat(),
  );
  const walked = { roots: options.folders, unknownBelow: walk.unknownBelow };
  const diff = diffFiles(walk.files, allFiles(db), walked);
  inTransaction(db, () => {
    for (const folder of options.folders) if (!notFolders.has(folder)) addRoot(db, folder, now());
    markMissing(db, diff.missing, now());
    markPresent(db, diff.returned);
  });
  // The folders, so that a repair finds them.
  library.journal.bringUpToDate(db);
  const { ready: work, waiting } = splitVideos(
    filesToAnalyse(library, options, diff.toIdentify),
    video !== undefined,
  );
  const between = createBetweenGrouper(async () => await group(library, options), options.groupAfterPhotos);
  const tally = await analyse(library, noting(options, between), { files: work, video }).finally(
    between.idle,
  );
  const embedded = await embed(library, options);
  pairPhotos(createActionContext(library, now), options.recipe.embedding);
  carryDecisions(createActionContext(library, now), options.recipe.embedding);
  await findLiveMovies(db, walk.movies, walked);
  findBursts(db);
  const wasStopped = options.signal?.aborted === true || !(await group(library, options, options.onProgress));
  const seconds = (performance.now() - start) / 1000;
  return {
    photos: walk.files.length - waiting.length,
    ...(waiting.length > 0 && { videosNotLookedAt: waiting.length }),
    added: tally.added,
    changed: tally.changed,
    moved: tally.moved,
    failed: allFailures(library, options, walk, [...tally.passingFailures, ...embedded.failures]),
    faces: countAllFaces(library),
    seconds,
    photosPerSecond: tally.analysed / seconds,
    unchanged: diff.unchanged,
    missing: diff.missing.length,
    returned: diff.returned.length,
    analysed: tally.analysed,
    pairs: countPairs(db),
    livePhotos: countLivePhotos(db),
    stacks: countStacks(db),
    wasStopped,
  };
}

/** FFmpeg is looked for when there is a video. */
async function setupForVideos(
  { files }: WalkResult,
  { recipe, findFfmpeg: find = findFfmpeg }: ScanOptions,
): Promise<VideoSetup | undefined> {
  const hasVideos = files.some(({ path }) => hasVideoExtension(path));
  return hasVideos ? await videoSetupOf(find, recipe.embedding) : undefined;
}

/** Has faces grouped while photos are read. */
function noting(options: ScanOptions, between: BetweenGrouper): ScanOptions {
  return {
    ...options,
    onProgress: (progress) => {
      options.onProgress?.(progress);
      if (progress.phase === "reading" && progress.done < progress.total) between.note(progress.done);
    },
  };
}

async function findFiles(library: Library, options: ScanOptions): Promise<WalkResult> {
  try {
    const walk = await walkFolders(options.folders, {
      hasPhotoExtension: hasMediaExtension,
      hasMovieExtension: hasLiveMovieExtension,
      exclude: [library.folders.library],
      signal: options.signal,
      onFolder: (_folder, files) => options.onProgress?.({ phase: "finding", files }),
    });
    return { ...walk, files: withoutCompanions(walk.files, await moviesOfTheirOwn(library.db, walk.movies)) };
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    // Stopped while looking: nothing is known of any folder, so nothing counts as missing.
    return { files: [], movies: [], problems: [], unknownBelow: [...options.folders] };
  }
}

/** New and changed files, and photos that an earlier scan did not get to or another recipe analysed. */
function filesToAnalyse(
  library: Library,
  options: ScanOptions,
  toIdentify: readonly FileToAnalyse[],
): FileToAnalyse[] {
  const listed = new Set(toIdentify.map(({ path }) => path));
  const unfinished = photosWithoutAnalysis(library.db, recipeName(options.recipe))
    .filter(({ path }) => !listed.has(path) && options.folders.some((folder) => isInside(folder, path)))
    .map(({ path }) => ({ path, sizeBytes: 0, modifiedAtMs: 0 }));
  return [...toIdentify, ...unfinished];
}

async function analyse(
  library: Library,
  options: ScanOptions,
  { files, video }: { readonly files: readonly FileToAnalyse[]; readonly video: VideoSetup | undefined },
) {
  const context = {
    db: library.db,
    recipe: options.recipe,
    now: options.now ?? Date.now,
    signal: options.signal,
    onProgress: options.onProgress,
    onAnalysed: options.onAnalysed,
  };
  return await analyseFiles(files, context, (isWanted) => {
    const processes = options.processes === undefined ? {} : { processes: options.processes };
    return new AnalyzerPool({
      setup: {
        networks: options.recipe.files,
        thumbnailFolder: library.folders.thumbnails,
        ...(video !== undefined && { video }),
      },
      isWanted,
      ...processes,
    });
  });
}

/** Faces drawn by hand or known from the journal, and those whose photo was away when the model changed. */
async function embed(library: Library, options: ScanOptions): Promise<EmbeddingTally> {
  const { recipe, processes, signal, onProgress, findFfmpeg: find } = options;
  return await embedMissingFaces(library, recipe, {
    ...{ processes, signal, ...(find !== undefined && { findFfmpeg: find }) },
    onProgress: (progress) => onProgress?.({ phase: "representing", ...progress }),
  });
}

/** Returns false when the signal stopped it. */
async function group(
  library: Library,
  { recipe, signal }: ScanOptions,
  onProgress?: ScanOptions["onProgress"],
): Promise<boolean> {
  try {
    await updateGroups(library, { recipe, ...(signal && { signal }), ...(onProgress && { onProgress }) });
    return true;
  } catch (error) {
    if (signal?.aborted !== true) throw error;
    return false;
  }
}

function allFailures(
  library: Library,
  options: ScanOptions,
  walk: WalkResult,
  passing: readonly { readonly path: string; readonly reason: string }[],
) {
  const reasons = new Map(walk.problems.map(({ path, reason }) => [path, reason]));
  for (const { path, reason } of listFailures(library.db)) {
    if (options.folders.some((folder) => isInside(folder, path))) reasons.set(path, reason);
  }
  for (const { path, reason } of passing) reasons.set(path, reason);
  return [...reasons]
    .map(([path, reason]) => ({ path, reason }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function countAllFaces({ db }: Library): number {
  const { unknownFaces, ignoredFaces } = countFaces(db);
  return listPeople(db).reduce((sum, { faces }) => sum + faces, unknownFaces + ignoredFaces);
}
