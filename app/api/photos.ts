import { Hono } from "hono";
import { z } from "zod";
import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { isSmart, knownAlbum } from "../albums/known-album.ts";
import { findPhotoFile } from "../db/face-picture.ts";
import type { Database } from "../db/open.ts";
import { filesOfPhoto } from "../db/files.ts";
import { photoCaptions } from "../db/photo-captions.ts";
import { allRoots } from "../db/roots.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { joinPair } from "../library/actions/join-pair.ts";
import { partPair } from "../library/actions/part-pair.ts";
import { setStackCover } from "../library/actions/set-stack-cover.ts";
import { stackPhotos } from "../library/actions/stack-photos.ts";
import { takeOutOfStack } from "../library/actions/take-out-of-stack.ts";
import { unstackPhotos } from "../library/actions/unstack-photos.ts";
import { isInside } from "../library/paths.ts";
import { readPhotoPage } from "../library/photo-page.ts";
import { layOutPhotos, layOutSearch, stackViews, type PhotoLayout } from "../search/photo-layout.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { id, idInText, idParameter, validate } from "./validate.ts";

/** Which photos: those that a search finds (every photo without one), or those of an album. */
const listed = z.strictObject({
  query: z.string().max(10_000).optional(),
  album: idInText.optional(),
  /** Each stack as one photo, or all photos of it. */
  stacks: z.enum(stackViews).default("open"),
});

/** Those that a window shows at a time, with room. */
const captioned = z.strictObject({ photoIds: z.array(id).max(1_000) });

/** Photos: where they go in a window, and what is known of one. */
export function photoRoutes(context: ServerContext) {
  const { library, shell, jobs } = context;
  const { db } = library;
  return new Hono()
    .get("/", validate("query", listed), (c) => c.json(readLayout(db, c.req.valid("query"))))
    .post("/captions", validate("json", captioned), (c) =>
      c.json({ captions: photoCaptions(db, c.req.valid("json").photoIds) }),
    )
    .get("/:id", validate("param", idParameter), (c) =>
      c.json({ ...readPhotoPage(db, c.req.valid("param").id), canReveal: shell !== null }),
    )
    .post("/:id/part-pair", validate("param", idParameter), (c) => {
      const photoId = c.req.valid("param").id;
      const answer = performChange(context, (action) => partPair(action, { photoId }));
      // The raw photos have not been looked through for faces yet.
      jobs.add("scan", { folders: rootsOf(db, answer.result.rawPhotoIds), retryFailed: false });
      return c.json(answer);
    })
    .post("/:id/join-pair", validate("param", idParameter), (c) => {
      const photoId = c.req.valid("param").id;
      const model = storedModels(db)?.embedding ?? "";
      return c.json(performChange(context, (action) => joinPair(action, { photoId, model })));
    })
    .post("/stack", validate("json", z.strictObject({ photoIds: z.array(id).min(1).max(10_000) })), (c) =>
      c.json(performChange(context, (action) => stackPhotos(action, c.req.valid("json")))),
    )
    .post("/:id/unstack", validate("param", idParameter), (c) => {
      const photoId = c.req.valid("param").id;
      return c.json(performChange(context, (action) => unstackPhotos(action, { photoId })));
    })
    .post("/:id/take-out-of-stack", validate("param", idParameter), (c) => {
      const photoId = c.req.valid("param").id;
      return c.json(performChange(context, (action) => takeOutOfStack(action, { photoId })));
    })
    .post("/:id/stack-cover", validate("param", idParameter), (c) => {
      const photoId = c.req.valid("param").id;
      return c.json(performChange(context, (action) => setStackCover(action, { photoId })));
    })
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

/** The folders of the library with files of these photos. */
function rootsOf(db: Database, photoIds: readonly number[]): string[] {
  const files = photoIds.flatMap((photoId) => filesOfPhoto(db, photoId));
  return allRoots(db)
    .map((root) => root.path)
    .filter((root) => files.some((file) => isInside(root, file.path)));
}

/** A layout; `query` is null for an album that is filled by hand. */
export interface PhotoList extends PhotoLayout {
  readonly query: string | null;
}

function readLayout(db: Database, { query = "", album, stacks }: z.infer<typeof listed>): PhotoList {
  if (album === undefined) return layOutSearch(db, query, stacks);
  const known = knownAlbum(db, album);
  if (isSmart(known)) return layOutSearch(db, known.query, stacks);
  return { query: null, ...layOutPhotos(db, photoIdsOfAlbum(db, known), stacks) };
}
