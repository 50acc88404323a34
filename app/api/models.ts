import { Hono } from "hono";
import { z } from "zod";
import { countVectors, countWithoutVector } from "../db/faces-to-embed.ts";
import { storedModels } from "../db/stored-recipe.ts";
import { UnknownModelError } from "../models/errors.ts";
import type { ModelDescription } from "../models/manifest.ts";
import { networksWithoutWeights, type ModelStore } from "../models/store.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { validate } from "./validate.ts";

const modelParameter = z.strictObject({ model: z.string().max(200) });

/** The models that there are: which of them are installed, and which the library is analysed with. */
export function modelRoutes(context: ServerContext) {
  const { store, jobs } = context;
  return new Hono()
    .get("/", async (c) => c.json(await readModels(context)))
    .post("/:model/install", validate("param", modelParameter), (c) => {
      const { model } = c.req.valid("param");
      const isNetwork = store.networks.some(({ id }) => id === model);
      return c.json({
        job: jobs.add("install-model", { model: isNetwork ? model : requireModel(store, model).id }),
      });
    })
    .post(
      "/:model/use",
      validate("param", modelParameter),
      validate("json", z.strictObject({ doesSwitch: z.boolean() })),
      (c) => {
        const { id: model, task } = requireModel(store, c.req.valid("param").model);
        const { doesSwitch } = c.req.valid("json");
        if (task === "embedding") {
          return c.json({ job: jobs.add("change-model", { model, doesSwitch }) });
        }
        if (task !== "detector" || !doesSwitch)
          throw new RefusedError("Only models for telling people apart can be compared.");
        return c.json({ job: jobs.add("change-detector", { model }) });
      },
    );
}

function requireModel(store: ModelStore, model: string): ModelDescription {
  try {
    return store.describe(model);
  } catch (error) {
    throw error instanceof UnknownModelError ? new NotFoundError(error.message) : error;
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
