import { Hono } from "hono";
import { z } from "zod";
import { countDoneSince } from "../db/actions.ts";
import { countVectors, countWithoutVector } from "../db/faces-to-embed.ts";
import { countAllPhotos } from "../db/photos.ts";
import { allPeople } from "../db/people.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { isWatchingWanted, saveWatchingWanted } from "../library/folder-watching.ts";
import { examineHealth } from "../library/health.ts";
import { backUpLibrary, listLibraryBackups } from "../library/library-backup.ts";
import { planRestore, UnknownBackupError, UnusableBackupError } from "../library/restore-backup.ts";
import { createStorageMeter } from "../library/measure-storage.ts";
import { findMeasuredModels, measuredRuntimes, readRuntimeState } from "../models/choose-runtime.ts";
import { UnknownModelError } from "../models/errors.ts";
import { networksWithoutWeights } from "../models/store.ts";
import { runtimeChoices } from "../models/runtime-names.ts";
import { saveRuntimeSettings } from "../models/runtime-settings.ts";
import { previewStrictness } from "../people/preview-strictness.ts";
import { readStrictness, saveStrictness, strictnessLevels, type Strictness } from "../people/strictness.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { validate } from "./validate.ts";

const modelParameter = z.strictObject({ model: z.string().max(200) });

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
  const requireModel = (model: string) => {
    try {
      return store.describe(model);
    } catch (error) {
      throw error instanceof UnknownModelError ? new NotFoundError(error.message) : error;
    }
  };
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
    .get("/models", async (c) => c.json(await readModels(context)))
    .get("/runtime", async (c) => c.json(await readRuntimeState(store.folder)))
    .post("/runtime", validate("json", z.strictObject({ choice: z.enum(runtimeChoices) })), async (c) => {
      await saveRuntimeSettings(store.folder, c.req.valid("json"));
      const models = await findMeasuredModels(store);
      if (c.req.valid("json").choice === "auto" && models !== undefined) {
        await measuredRuntimes(store.folder, models);
      }
      changed();
      return c.json(await readRuntimeState(store.folder));
    })
    .post("/watching", validate("json", z.strictObject({ isWanted: z.boolean() })), (c) => {
      saveWatchingWanted(db, c.req.valid("json").isWanted);
      changed();
      return c.json({ watchesFolders: isWatchingWanted(db) });
    })
    .post("/strictness", validate("json", z.strictObject({ level: z.enum(strictnessLevels) })), (c) => {
      // Assignments are the machine's and not in the journal: undoing is setting the former level again.
      const former = readStrictness(db);
      saveStrictness(db, c.req.valid("json").level);
      changed();
      return c.json({ job: jobs.add("assign", {}), former });
    })
    .post("/strictness/weigh", (c) => c.json({ job: jobs.add("weigh", {}) }))
    .get("/strictness/previews", (c) => c.json(readPreviews(context)))
    .post("/models/:model/install", validate("param", modelParameter), (c) => {
      const { model } = c.req.valid("param");
      const isNetwork = store.networks.some(({ id }) => id === model);
      return c.json({
        job: jobs.add("install-model", { model: isNetwork ? model : requireModel(model).id }),
      });
    })
    .post(
      "/models/:model/use",
      validate("param", modelParameter),
      validate("json", z.strictObject({ doesSwitch: z.boolean() })),
      (c) => {
        const { id: model, task } = requireModel(c.req.valid("param").model);
        const { doesSwitch } = c.req.valid("json");
        if (task === "embedding") {
          return c.json({ job: jobs.add("change-model", { model, doesSwitch }) });
        }
        if (task !== "detector" || !doesSwitch)
          throw new RefusedError("Only models for telling people apart can be compared.");
        return c.json({ job: jobs.add("change-detector", { model }) });
      },
    )
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

async function readModels({ library: { db }, store }: ServerContext) {
  const stored = storedModels(db);
  const vectors = new Map(countVectors(db).map(({ model, faces }) => [model, faces]));
  const used = [stored?.detector, stored?.landmarks, stored?.embedding];
  const rows = await store.list();
  return {
    faces: stored === undefined ? 0 : countWithoutVector(db, stored.embedding).faces,
    models: rows.map(({ model, installed, problem }) => ({
      ...{ id: model.id, title: model.title, purpose: model.purpose, task: model.task },
      ...{ licence: model.licence, sizeBytes: model.sizeBytes, problem },
      isInstalled: installed,
      isUsed: used.includes(model.id),
      /** A file that the user has to bring cannot be fetched. */
      canInstall: !installed && model.source.type !== "file",
      comparableFaces: vectors.get(model.id) ?? 0,
    })),
    networks: networksWithoutWeights(store, rows).map(
      ({ id, title, purpose, licence, licenceNote, weights }) => ({
        ...{ id, title, purpose, licence, licenceNote, address: weights.url },
        /** Of what is published, a part has to be taken out by hand. */
        isArchive: weights.isArchive,
      }),
    ),
  };
}

/** What a strictness would change, in faces. */
export interface StrictnessPreview {
  readonly level: Strictness;
  readonly people: number;
  readonly given: number;
  readonly asked: number;
  readonly takenBack: number;
}

/** null = faces are not weighed, or people changed since. */
function readPreviews({ library: { db }, weighing }: ServerContext): {
  readonly previews: readonly StrictnessPreview[] | null;
} {
  const weighed = weighing.get();
  if (weighed === null) return { previews: null };
  const previews = strictnessLevels.map((level) => {
    const people = previewStrictness(db, weighed, level);
    const sum = (count: (person: (typeof people)[number]) => number) =>
      people.reduce((total, person) => total + count(person), 0);
    return {
      level,
      people: people.length,
      given: sum(({ newlyAssigned }) => newlyAssigned.length),
      asked: sum(({ newlySuggested }) => newlySuggested.length),
      takenBack: sum(({ noLongerAssigned }) => noLongerAssigned.length),
    };
  });
  return { previews };
}
