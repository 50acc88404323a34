import type { PhotoSource } from "../../api/photos.ts";

const albumWord = "album:";

/** A list as one word, for addresses and to remember things by. */
export function writeSource(source: PhotoSource): string {
  return "album" in source ? `${albumWord}${String(source.album)}` : source.query;
}

/** Reads what `writeSource` wrote. No search begins with "album:". */
export function readSource(text: string): PhotoSource {
  const album = text.startsWith(albumWord) ? Number(text.slice(albumWord.length)) : NaN;
  return Number.isInteger(album) ? { album } : { query: text };
}

/** Where a photo is shown, with the list in which next and previous are. */
export function photoAddress(photoId: number, source: PhotoSource): string {
  const word = writeSource(source);
  return `/photos/${String(photoId)}${word === "" ? "" : `?in=${encodeURIComponent(word)}`}`;
}

/** The screen that shows a list. */
export function sourceAddress(source: PhotoSource): string {
  if ("album" in source) return `/albums/${String(source.album)}`;
  const person = /^person:(\d+)$/.exec(source.query)?.[1];
  if (person !== undefined) return `/people/${person}`;
  return source.query === "" ? "/" : `/search?q=${encodeURIComponent(source.query)}`;
}
