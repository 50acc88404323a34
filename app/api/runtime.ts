import { Hono } from "hono";
import { z } from "zod";
import { findMeasuredModels, measuredRuntimes, readRuntimeState } from "../models/choose-runtime.ts";
import { runtimeChoices } from "../models/runtime-names.ts";
import { saveRuntimeSettings } from "../models/runtime-settings.ts";
import type { ServerContext } from "./context.ts";
import { validate } from "./validate.ts";

/** What models are computed with on this computer. */
export function runtimeRoutes({ store, events }: Pick<ServerContext, "store" | "events">) {
  return new Hono()
    .get("/", async (c) => c.json(await readRuntimeState(store.folder)))
    .post("/", validate("json", z.strictObject({ choice: z.enum(runtimeChoices) })), async (c) => {
      await saveRuntimeSettings(store.folder, c.req.valid("json"));
      const models = await findMeasuredModels(store);
      if (c.req.valid("json").choice === "auto" && models !== undefined) {
        await measuredRuntimes(store.folder, models);
      }
      events.send({ kind: "changed", parts: ["settings"] });
      return c.json(await readRuntimeState(store.folder));
    });
}
