import { updateAlbum } from "../../db/albums.ts";
import { act, type ActionContext, type PerformedAction } from "../../journal/act.ts";
import { freeAlbumName, knownAlbum } from "../known-album.ts";

/** An album with a new name. */
export interface RenamedAlbum {
  readonly albumId: number;
  readonly before: string;
  readonly after: string;
}

/** Gives an album another name. @throws UnknownAlbumError, EmptyAlbumNameError, AlbumNameTakenError. */
export function renameAlbum(
  context: ActionContext,
  { albumId, name }: { readonly albumId: number; readonly name: string },
): PerformedAction & { readonly result: RenamedAlbum } {
  const { db } = context;
  const summary = ({ before, after }: RenamedAlbum) => `renamed the album ${before} to ${after}`;
  return act(context, { kind: "rename-album", summary }, () => {
    const album = knownAlbum(db, albumId);
    const after = freeAlbumName(db, name, albumId);
    updateAlbum(db, { ...album, name: after });
    return { albumId, before: album.name, after };
  });
}
