import { Hono } from "hono";
import { z } from "zod";
import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { isSmart, knownAlbum } from "../albums/known-album.ts";
import type { Database } from "../db/open.ts";
import { layOutPhotos, layOutSearch, type PhotoLayout } from "../search/photo-layout.ts";
import type { ServerContext } from "./context.ts";
import { idInText, validate } from "./validate.ts";

/** Which photos: those that a search finds (every photo without one), or those of an album. */
const listed = z.strictObject({
  query: z.string().max(10_000).optional(),
  album: idInText.optional(),
});

/** Photos: where they go in a window, and what is known of one. */
export function photoRoutes(context: ServerContext) {
  const { db } = context.library;
  return new Hono().get("/", validate("query", listed), (c) => c.json(readLayout(db, c.req.valid("query"))));
}

/** A layout with the number of photos in it; `query` is null for an album that is filled by hand. */
export interface PhotoList extends PhotoLayout {
  readonly query: string | null;
  readonly total: number;
}

function readLayout(db: Database, { query = "", album }: z.infer<typeof listed>): PhotoList {
  if (album === undefined) return counted(layOutSearch(db, query));
  const known = knownAlbum(db, album);
  if (isSmart(known)) return counted(layOutSearch(db, known.query));
  return counted({ query: null, ...layOutPhotos(db, photoIdsOfAlbum(db, known)) });
}

function counted(layout: PhotoLayout & { readonly query: string | null }): PhotoList {
  return { ...layout, total: layout.ids.length };
}
