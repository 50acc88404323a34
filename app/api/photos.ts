import { Hono } from "hono";
import { z } from "zod";
import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { isSmart, knownAlbum } from "../albums/known-album.ts";
import { findPhotoFile } from "../db/face-picture.ts";
import type { Database } from "../db/open.ts";
import { photoCaptions } from "../db/photo-captions.ts";
import { readPhotoPage } from "../library/photo-page.ts";
import { layOutPhotos, layOutSearch, type PhotoLayout } from "../search/photo-layout.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { id, idInText, idParameter, validate } from "./validate.ts";

/** Which photos: those that a search finds (every photo without one), or those of an album. */
const listed = z.strictObject({
  query: z.string().max(10_000).optional(),
  album: idInText.optional(),
});

/** Those that a window shows at a time, with room. */
const captioned = z.strictObject({ photoIds: z.array(id).max(1_000) });

/** Photos: where they go in a window, and what is known of one. */
export function photoRoutes(context: ServerContext) {
  const { library, shell } = context;
  const { db } = library;
  return new Hono()
    .get("/", validate("query", listed), (c) => c.json(readLayout(db, c.req.valid("query"))))
    .post("/captions", validate("json", captioned), (c) =>
      c.json({ captions: photoCaptions(db, c.req.valid("json").photoIds) }),
    )
    .get("/:id", validate("param", idParameter), (c) =>
      c.json({ ...readPhotoPage(db, c.req.valid("param").id), canReveal: shell !== null }),
    )
    .post("/:id/reveal", validate("param", idParameter), (c) => {
      const photoId = c.req.valid("param").id;
      const photo = findPhotoFile(db, photoId);
      if (photo === undefined) throw new NotFoundError(`There is no photo with the number ${photoId}.`);
      if (photo.path === null)
        throw new RefusedError("No file of this photo is there. Is its drive connected?");
      if (shell === null) throw new RefusedError("A browser cannot open the file manager; the app can.");
      shell.reveal(photo.path);
      return c.json({ revealed: true });
    });
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
