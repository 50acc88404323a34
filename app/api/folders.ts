import { homedir } from "node:os";
import { Hono } from "hono";
import { z } from "zod";
import { allRoots } from "../db/roots.ts";
import { createPlaces, listPlace } from "../library/places.ts";
import { addFolders } from "./add-folders.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { id, validate } from "./validate.ts";

/**
 * The folders of the library. A page never names a path: it chooses from places that the server has listed to it and
 * numbered, or asks for the system's own dialog, whose answer goes from the desktop app to the server directly.
 */
export function folderRoutes(context: ServerContext) {
  const { library, jobs, shell } = context;
  const places = createPlaces(homedir());
  const add = async (folders: readonly string[]) => await addFolders(context, folders);
  return new Hono()
    .get("/", (c) => c.json({ folders: allRoots(library.db), canChoose: shell !== null }))
    .get(
      "/places",
      validate("query", z.strictObject({ place: z.coerce.number().int().positive().optional() })),
      async (c) => {
        const { place } = c.req.valid("query");
        const listed = await listPlace(places, place ?? null);
        if (listed === null)
          throw new NotFoundError("This folder is not there any more. Go back and choose again.");
        return c.json(listed);
      },
    )
    .post("/", validate("json", z.strictObject({ places: z.array(id).min(1).max(1_000) })), async (c) => {
      const paths = c.req.valid("json").places.map((place) => {
        const path = places.pathOf(place);
        if (path === undefined)
          throw new NotFoundError("This folder is not there any more. Go back and choose again.");
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
    });
}
