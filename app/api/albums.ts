import { Hono } from "hono";
import { z } from "zod";
import { addPhotos } from "../albums/actions/add-photos.ts";
import { changeAlbumQuery } from "../albums/actions/change-query.ts";
import { createAlbum } from "../albums/actions/create-album.ts";
import { deleteAlbum } from "../albums/actions/delete-album.ts";
import { orderAlbums } from "../albums/actions/order-albums.ts";
import { removePhotos } from "../albums/actions/remove-photos.ts";
import { renameAlbum } from "../albums/actions/rename-album.ts";
import { reorderPhotos } from "../albums/actions/reorder-photos.ts";
import { setAlbumCover } from "../albums/actions/set-cover.ts";
import { photoIdsOfAlbum } from "../albums/album-photos.ts";
import { exportFolderOf } from "../albums/export-folder.ts";
import { knownAlbum } from "../albums/known-album.ts";
import { listAlbum, listAlbums } from "../albums/list-albums.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import type { Job } from "../jobs/job.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { id, idParameter, ids, validate } from "./validate.ts";

const name = z.string().max(500);
const query = z.string().max(10_000);
const photos = z.strictObject({ photoIds: ids });

const create = z.union([
  z.strictObject({ name, photoIds: z.array(id).max(1_000_000).default([]) }),
  z.strictObject({ name, query }),
]);

/** Where to: a folder from the list, or null = the system's own dialog. */
const exportWish = z.strictObject({ place: id.nullable(), mode: z.enum(["copy", "link"]) });

/** `job` null = the user cancelled the dialog. */
interface ExportAnswer {
  readonly job: Job | null;
}

const notExported: ExportAnswer = { job: null };

async function chooseParent(
  { shell, places }: Pick<ServerContext, "shell" | "places">,
  place: number | null,
): Promise<string | null> {
  if (place !== null) {
    const folder = places.pathOf(place);
    if (folder === undefined)
      throw new NotFoundError("This folder is not there any more. Go back and choose again.");
    return folder;
  }
  if (shell === null)
    throw new RefusedError("Choose a folder from the list: a browser cannot open the system's dialog.");
  return (await shell.chooseFolders("Choose where to put the photos"))[0] ?? null;
}

/** Albums, filled by hand or by a search. Every change can be undone. */
export function albumRoutes(context: ServerContext) {
  const { db } = context.library;
  const param = validate("param", idParameter);
  return new Hono()
    .get("/", (c) => c.json({ albums: listAlbums(db) }))
    .get("/:id", param, (c) => c.json(listAlbum(db, knownAlbum(db, c.req.valid("param").id))))
    .post("/", validate("json", create), (c) => {
      const album = c.req.valid("json");
      return c.json(performChange(context, (action) => createAlbum(action, album)));
    })
    .post("/:id/export", param, validate("json", exportWish), async (c) => {
      const { place, mode } = c.req.valid("json");
      const album = knownAlbum(db, c.req.valid("param").id);
      const photoIds = photoIdsOfAlbum(db, album);
      if (photoIds.length === 0) throw new RefusedError("There is no photo in this album to export.");
      const parent = await chooseParent(context, place);
      if (parent === null) return c.json(notExported);
      const folder = exportFolderOf(parent, album.name);
      const job = context.jobs.add("export", { name: album.name, photoIds, folder, mode });
      return c.json<ExportAnswer>({ job });
    })
    .post("/order", validate("json", z.strictObject({ albumIds: ids })), (c) => {
      const { albumIds } = c.req.valid("json");
      return c.json(performChange(context, (action) => orderAlbums(action, { albumIds })));
    })
    .post("/:id/rename", param, validate("json", z.strictObject({ name })), (c) => {
      const change = { albumId: c.req.valid("param").id, name: c.req.valid("json").name };
      return c.json(performChange(context, (action) => renameAlbum(action, change)));
    })
    .post("/:id/delete", param, (c) => {
      const albumId = c.req.valid("param").id;
      return c.json(performChange(context, (action) => deleteAlbum(action, { albumId })));
    })
    .post("/:id/query", param, validate("json", z.strictObject({ query })), (c) => {
      const change = { albumId: c.req.valid("param").id, query: c.req.valid("json").query };
      return c.json(performChange(context, (action) => changeAlbumQuery(action, change)));
    })
    .post("/:id/cover", param, validate("json", z.strictObject({ photoId: id.nullable() })), (c) => {
      const change = { albumId: c.req.valid("param").id, photoId: c.req.valid("json").photoId };
      return c.json(performChange(context, (action) => setAlbumCover(action, change)));
    })
    .post("/:id/add", param, validate("json", photos), (c) => {
      const change = { albumId: c.req.valid("param").id, photoIds: c.req.valid("json").photoIds };
      return c.json(performChange(context, (action) => addPhotos(action, change)));
    })
    .post("/:id/remove", param, validate("json", photos), (c) => {
      const change = { albumId: c.req.valid("param").id, photoIds: c.req.valid("json").photoIds };
      return c.json(performChange(context, (action) => removePhotos(action, change)));
    })
    .post(
      "/:id/reorder",
      param,
      validate("json", z.strictObject({ photoIds: ids, beforePhotoId: id.nullable() })),
      (c) => {
        const change = { albumId: c.req.valid("param").id, ...c.req.valid("json") };
        return c.json(performChange(context, (action) => reorderPhotos(action, change)));
      },
    );
}
