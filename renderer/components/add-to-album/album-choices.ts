import type { ListedAlbum } from "../../../app/albums/list-albums.ts";
import { texts } from "../../texts/texts.ts";

/** An album to put photos into: one that is there, or a new one. */
export type AlbumChoice =
  { readonly kind: "album"; readonly album: ListedAlbum } | { readonly kind: "new"; readonly name: string };

/** Albums that can be filled by hand and have what was typed in their name, then a new one of that name. */
export function albumChoices(albums: readonly ListedAlbum[], typed: string): AlbumChoice[] {
  const wanted = folded(typed);
  const choices: AlbumChoice[] = albums
    .filter(({ query, name }) => query === null && folded(name).includes(wanted))
    .map((album) => ({ kind: "album", album }));
  // The name of an album that fills itself is taken too.
  const isTaken = albums.some(({ name }) => folded(name) === wanted);
  return wanted === "" || isTaken ? choices : [...choices, { kind: "new", name: typed.trim() }];
}

/** What a choice is called. */
export function labelOf(choice: AlbumChoice): string {
  return choice.kind === "album" ? choice.album.name : texts.albums.newNamed(choice.name);
}

/** Case and accents do not count. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/gu, " ").trim();
}
