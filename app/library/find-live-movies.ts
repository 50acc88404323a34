import { basename } from "node:path";
import {
  allLiveMovies,
  liveStills,
  removeLiveMovie,
  saveLiveMovie,
  type LiveMovie,
  type LiveStill,
} from "../db/live-movies.ts";
import type { Database } from "../db/open.ts";
import { inTransaction } from "../db/transaction.ts";
import { readMovieIdentifier } from "../photo/movie-identifier.ts";
import { isCompanionMovie } from "../photo/video/video-format.ts";
import type { WalkedFolders } from "./diff.ts";
import { isInside } from "./paths.ts";
import { nameWithoutEnding } from "./plan-pairs.ts";

/**
 * Remembers which movies belong to stills: those beside one of the same name, unless both have Apple's identifier of a
 * Live Photo and it differs. `movies` = all that the walk found. Movies that have gone, or whose still has, are forgotten.
 */
export async function findLiveMovies(
  db: Database,
  movies: readonly string[],
  walked: WalkedFolders,
): Promise<void> {
  const known = new Map(allLiveMovies(db).map((movie) => [movie.path, movie.photoId]));
  if (movies.length === 0 && known.size === 0) return;
  const stillsBeside = findStillsBeside(db);
  const found: LiveMovie[] = [];
  for (const path of movies) {
    const beside = stillsBeside(path);
    const still = beside.find(({ photoId }) => photoId === known.get(path)) ?? (await stillOf(path, beside));
    if (still !== undefined) found.push({ path, photoId: still.photoId });
  }
  const foundPaths = new Set(found.map(({ path }) => path));
  const isLookedAt = (path: string) =>
    walked.roots.some((root) => isInside(root, path)) &&
    !walked.unknownBelow.some((folder) => isInside(folder, path));
  inTransaction(db, () => {
    for (const path of known.keys()) if (!foundPaths.has(path) && isLookedAt(path)) removeLiveMovie(db, path);
    for (const movie of found) if (known.get(movie.path) !== movie.photoId) saveLiveMovie(db, movie);
  });
}

/**
 * The movies that lie beside stills of the same name and belong to none of them, by Apple's identifiers: videos of their
 * own. Only stills that an earlier scan has read can tell.
 */
export async function moviesOfTheirOwn(db: Database, movies: readonly string[]): Promise<Set<string>> {
  const own = new Set<string>();
  if (movies.length === 0) return own;
  const known = new Set(allLiveMovies(db).map(({ path }) => path));
  const stillsBeside = findStillsBeside(db);
  for (const path of movies) {
    const beside = known.has(path) ? [] : stillsBeside(path);
    if (beside.length > 0 && (await stillOf(path, beside)) === undefined) own.add(path);
  }
  return own;
}

function findStillsBeside(db: Database): (movie: string) => LiveStill[] {
  const stills = Map.groupBy(liveStills(db), ({ path }) => nameWithoutEnding(path));
  return (movie) =>
    (stills.get(nameWithoutEnding(movie)) ?? []).filter((still) =>
      isCompanionMovie(basename(movie), basename(still.path)),
    );
}

async function stillOf(movie: string, beside: readonly LiveStill[]): Promise<LiveStill | undefined> {
  if (beside.every(({ contentId }) => contentId === null)) return beside[0];
  const identifier = await readMovieIdentifier(movie);
  return (
    beside.find(({ contentId }) => contentId !== null && contentId === identifier) ??
    beside.find(({ contentId }) => contentId === null || identifier === null)
  );
}
