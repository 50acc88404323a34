/** File name endings of videos that cameras and phones make, in lower case, without the dot. */
const videoExtensions: ReadonlySet<string> = new Set([
  ...["mp4", "m4v", "mov", "3gp", "3g2"],
  ...["avi", "mkv", "webm", "mts", "m2ts", "mpg", "mpeg"],
]);

/** Whether a file name ends like a video's, whatever the case. ".mov" alone is a hidden file, not a video. */
export function hasVideoExtension(name: string): boolean {
  const { stem, extension } = splitName(name);
  return stem !== "" && videoExtensions.has(extension);
}

/**
 * What FFmpeg may take a file for, by the names of its demuxers: containers of pictures and sound. Left out is all that
 * leads to other files or addresses (playlists, concat, DASH, image sequences) or runs something (Lavfi, scripts).
 */
export const allowedDemuxers = "mov,mp4,m4a,3gp,3g2,mj2,avi,matroska,webm,mpegts,mpeg";

/** Names of a video's container as the catalogue knows it; what a file holds counts, not what it is called. */
export type VideoFormat = "mp4" | "mov" | "3gp" | "avi" | "mkv" | "webm" | "mts" | "mpg";

/** The container from what FFmpeg says of a file: its demuxer ("mov,mp4,..."), the brand of an MP4, the codec. */
export function videoFormatOf(demuxer: string, brand: string, codec: string): VideoFormat | undefined {
  const names = new Set(demuxer.split(","));
  if (names.has("mov")) return brand.startsWith("qt") ? "mov" : brand.startsWith("3g") ? "3gp" : "mp4";
  // WebM is Matroska with these codecs only.
  if (names.has("matroska")) return ["vp8", "vp9", "av1"].includes(codec) ? "webm" : "mkv";
  if (names.has("avi")) return "avi";
  if (names.has("mpegts")) return "mts";
  return names.has("mpeg") ? "mpg" : undefined;
}

/** Stills that Apple's Live Photos consist of beside a movie. */
const stillsWithMovie: ReadonlySet<string> = new Set(["heic", "heif", "jpg", "jpeg"]);

/** Is this movie the moving half of that still (a Live Photo)? By their names; both lie in one folder. */
export function isCompanionMovie(movieName: string, stillName: string): boolean {
  const [movie, still] = [splitName(movieName), splitName(stillName)];
  return movie.extension === "mov" && stillsWithMovie.has(still.extension) && movie.stem === still.stem;
}

function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf(".");
  return dot < 0
    ? { stem: name, extension: "" }
    : { stem: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}
