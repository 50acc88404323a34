import path from "node:path";
import type { VideoSetup } from "../analyze/messages.ts";
import { sameFaceSimilarityOf } from "../people/same-face-similarity.ts";
import type { FindFfmpeg } from "../photo/video/find-ffmpeg.ts";
import { hasVideoExtension, isCompanionMovie } from "../photo/video/video-format.ts";

/** What videos are looked into with on this computer; undefined = FFmpeg is not there. */
export async function videoSetupOf(
  find: FindFfmpeg,
  embeddingModel: string,
): Promise<VideoSetup | undefined> {
  const found = await find();
  if (found === null) return undefined;
  const { ffmpeg, ffprobe } = found;
  return { ffmpeg, ffprobe, sameFaceSimilarity: sameFaceSimilarityOf(embeddingModel) };
}

/**
 * Files without those movies that are half of a Live Photo, whose still lies beside them, but with those of their `own`.
 * Keeps the order.
 */
export function withoutCompanions<File extends { readonly path: string }>(
  files: readonly File[],
  own: ReadonlySet<string>,
): File[] {
  const movies = files.filter(({ path: file }) => hasVideoExtension(file));
  if (movies.length === 0) return [...files];
  // Folder and name without its ending: most libraries have hundreds of stills for each movie.
  const keyOf = (file: string) => file.slice(0, file.lastIndexOf("."));
  const movieKeys = new Set(movies.map((movie) => keyOf(movie.path)));
  const beside = Map.groupBy(
    files.filter(({ path: file }) => movieKeys.has(keyOf(file))),
    (file) => keyOf(file.path),
  );
  const isCompanion = (movie: string) =>
    !own.has(movie) &&
    (beside.get(keyOf(movie)) ?? []).some((still) =>
      isCompanionMovie(path.basename(movie), path.basename(still.path)),
    );
  return files.filter(({ path: file }) => !movieKeys.has(keyOf(file)) || !isCompanion(file));
}

/** Which files can be looked at now: without FFmpeg, videos have to wait. */
export function splitVideos<File extends { readonly path: string }>(
  files: readonly File[],
  hasFfmpeg: boolean,
): { readonly ready: File[]; readonly waiting: File[] } {
  const waits = ({ path: file }: File) => !hasFfmpeg && hasVideoExtension(file);
  return { ready: files.filter((file) => !waits(file)), waiting: files.filter(waits) };
}
