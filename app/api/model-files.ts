import { Hono } from "hono";
import { z } from "zod";
import { mostModelBytes, ReceivedModelError, receiveModel } from "../models/receive-model.ts";
import type { ServerContext } from "./context.ts";
import { BadRequestError, NotFoundError, RefusedError } from "./errors.ts";
import { validate } from "./validate.ts";

const name = z.string().min(1).max(300);
const sent = z.union([
  z.strictObject({ name, network: z.string().max(200) }),
  z.strictObject({ name, task: z.enum(["detector", "embedding"]) }),
]);

/** Models that the user brings: the file comes through the page, which names no path. */
export function modelFileRoutes({ store, events }: Pick<ServerContext, "store" | "events">) {
  return new Hono().post("/", validate("query", sent), async (c) => {
    const { name: fileName, ...isFor } = c.req.valid("query");
    const { body } = c.req.raw;
    if (body === null) throw new BadRequestError("The file is empty.");
    if ("network" in isFor && !store.networks.some(({ id }) => id === isFor.network))
      throw new NotFoundError(`There is no network called “${isFor.network}”.`);
    if (Number(c.req.header("content-length") ?? 0) > mostModelBytes)
      throw new RefusedError("This file is too large to be a model. Choose the file of the model itself.");
    try {
      const models = await receiveModel(store, { fileName, isFor, pieces: body });
      events.send({ kind: "changed", parts: ["settings"] });
      return c.json({ models: models.map(({ id, title }) => ({ id, title })) });
    } catch (error) {
      throw error instanceof ReceivedModelError ? new RefusedError(error.message, { cause: error }) : error;
    }
  });
}
