import { userInfo } from "node:os";
import { Hono } from "hono";
import { z } from "zod";
import { allRoots, isUntouched } from "../db/roots.ts";
import { removeFolder } from "../library/actions/remove-folder.ts";
import { listFolders } from "../library/list-folders.ts";
import { driveFoldersOf, listPlace } from "../library/places.ts";
import { addFolders } from "./add-folders.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { id, idParameter, validate } from "./validate.ts";

const placeGone = "This folder is not there any more. Go back and choose again.";

/**
 * The folders of the library. A page never names a path: it chooses from places that the server has listed to it and
 * numbered, or asks for the system's own dialog, whose answer goes from the desktop app to the server directly.
 */
export function folderRoutes(context: ServerContext) {
  const { library, jobs, shell, watcher, places } = context;
  const drives = driveFoldersOf(process.platform, userInfo().username);
  const add = async (folders: readonly string[]) => await addFolders(context, folders);
  return new Hono()
    .get("/", async (c) =>
      c.json({
        folders: await listFolders(library.db, watcher.states()),
        canChoose: shell !== null,
        isNew: isUntouched(library.db),
      }),
    )
    .get(
      "/places",
      validate("query", z.strictObject({ place: z.coerce.number().int().positive().optional() })),
      async (c) => {
        const { place } = c.req.valid("query");
        const listed = await listPlace(places, place ?? null, drives);
        if (listed === null) throw new NotFoundError(placeGone);
        return c.json(listed);
      },
    )
    .post("/", validate("json", z.strictObject({ places: z.array(id).min(1).max(1_000) })), async (c) => {
      const paths = c.req.valid("json").places.map((place) => {
        const path = places.pathOf(place);
        if (path === undefined) throw new NotFoundError(placeGone);
        return path;
      });
      return c.json(await add(paths));
    })
    .post("/choose", async (c) => {
      if (shell === null)
        throw new RefusedError("Choose a folder from the list: a browser cannot open the system's dialog.");
      const chosen = await shell.chooseFolders("Choose folders with photos");
      return c.json(chosen.length === 0 ? { folders: [], job: null } : await add(chosen));
    })
    .post("/scan", validate("json", z.strictObject({ retryFailed: z.boolean().default(false) })), (c) => {
      if (allRoots(library.db).length === 0) throw new RefusedError("Add a folder first.");
      return c.json({
        job: jobs.add("scan", { folders: null, retryFailed: c.req.valid("json").retryFailed }),
      });
    })
    .post("/:id/scan", validate("param", idParameter), (c) => {
      const root = allRoots(library.db).find((known) => known.id === c.req.valid("param").id);
      if (root === undefined) throw new NotFoundError("This folder is not in the library any more.");
      return c.json({ job: jobs.add("scan", { folders: [root.path], retryFailed: false }) });
    })
    .post("/:id/remove", validate("param", idParameter), (c) => {
      const folderId = c.req.valid("param").id;
      const answer = performChange(context, (action) => removeFolder(action, { folderId }));
      return c.json({ action: answer.action, result: { id: folderId } });
    });
}
