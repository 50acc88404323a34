import { Hono } from "hono";
import { z } from "zod";
import { countDoneSince } from "../db/actions.ts";
import { countAllPhotos } from "../db/photos.ts";
import { allPeople } from "../db/people.ts";
import { isWatchingWanted, saveWatchingWanted } from "../library/folder-watching.ts";
import { examineHealth } from "../library/health.ts";
import { backUpLibrary, listLibraryBackups } from "../library/library-backup.ts";
import { planRestore, UnknownBackupError, UnusableBackupError } from "../library/restore-backup.ts";
import { createStorageMeter } from "../library/measure-storage.ts";
import { readStrictness } from "../people/strictness.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { modelRoutes } from "./models.ts";
import { runtimeRoutes } from "./runtime.ts";
import { strictnessRoutes } from "./strictness.ts";
import { validate } from "./validate.ts";

/** What the user can choose about the library, and what is true of it. */
export function settingsRoutes(context: ServerContext) {
  const { library, store, jobs, events } = context;
  const { db, folders } = library;
  const changed = () => {
    events.send({ kind: "changed", parts: ["settings"] });
  };
  const storage = createStorageMeter(folders, {
    countPhotos: () => countAllPhotos(db),
    onMeasured: changed,
  });
  return new Hono()
    .get("/", (c) =>
      c.json({
        watchesFolders: isWatchingWanted(db),
        strictness: readStrictness(db),
        privatePeople: allPeople(db).filter(({ isPrivate }) => isPrivate).length,
        backups: listLibraryBackups(folders).map((backup) => ({
          ...backup,
          actionsSince: countDoneSince(db, backup.madeAtMs),
        })),
        restoreProblem: context.restoreProblem,
      }),
    )
    .get("/storage", async (c) => c.json(await storage.read()))
    .get("/health", async (c) => c.json({ findings: await examineHealth(store, folders.library) }))
    .route("/models", modelRoutes(context))
    .route("/runtime", runtimeRoutes(context))
    .route("/strictness", strictnessRoutes(context))
    .post("/watching", validate("json", z.strictObject({ isWanted: z.boolean() })), (c) => {
      saveWatchingWanted(db, c.req.valid("json").isWanted);
      changed();
      return c.json({ watchesFolders: isWatchingWanted(db) });
    })
    .post("/backup", (c) => c.json({ job: jobs.add("backup", {}) }))
    .post("/restore", validate("json", z.strictObject({ name: z.string().max(200) })), async (c) => {
      const { name } = c.req.valid("json");
      planRestoreOf(context, name);
      try {
        // So that the way back to now is in the list too.
        await backUpLibrary(library, { nowMs: context.now(), keep: name });
      } catch (error) {
        planRestore(folders, null);
        throw error;
      }
      context.restart();
      // The same numbers may show other pictures from now on.
      c.header("Clear-Site-Data", '"cache"');
      return c.json({ restored: name });
    });
}

function planRestoreOf({ library }: ServerContext, name: string): void {
  try {
    planRestore(library.folders, name);
  } catch (error) {
    if (error instanceof UnknownBackupError) throw new NotFoundError(error.message);
    if (error instanceof UnusableBackupError) throw new RefusedError(error.message);
    throw error;
  }
}
