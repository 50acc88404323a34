import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { LiveError } from "../analyze/live-eye.ts";
import { RecipeError } from "../library/choose-recipe.ts";
import { LiveSessionGoneError } from "../library/live/live-sessions.ts";
import { ModelError } from "../models/errors.ts";
import { enrolLook } from "../people/actions/enrol-look.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { personChoice } from "./person-choice.ts";
import { validate } from "./validate.ts";

/** A picture of 640 pixels is a JPEG of some 60 KB. */
export const largestFrameBytes = 1024 * 1024;

const session = z.strictObject({ id: z.string().regex(/^[0-9a-f]{24}$/) });

const enrolment = z.strictObject({ track: z.int().nonnegative(), person: personChoice });

/** Who is before the camera: the window sends its pictures one after the other. They are looked at and dropped. */
export function liveRoutes(context: ServerContext) {
  const { live } = context;
  return new Hono()
    .post("/sessions", async (c) => c.json({ id: await refusing(async () => await live.open()) }))
    .post(
      "/sessions/:id/frames",
      validate("param", session),
      bodyLimit({
        maxSize: largestFrameBytes,
        onError: () => {
          throw new RefusedError("This picture of the camera is larger than 1 MB.");
        },
      }),
      async (c) => {
        const { id } = c.req.valid("param");
        const bytes = new Uint8Array(await c.req.arrayBuffer());
        c.header("Cache-Control", "no-store");
        return c.json(await refusing(async () => await live.look(id, bytes)));
      },
    )
    .post("/sessions/:id/enrol", validate("param", session), validate("json", enrolment), async (c) => {
      const { track, person } = c.req.valid("json");
      const look = await refusing(() => live.lookOf(c.req.valid("param").id, track));
      return c.json(performChange(context, (action) => enrolLook(action, { look, person })));
    })
    .post("/sessions/:id/close", validate("param", session), (c) => {
      live.close(c.req.valid("param").id);
      return c.json({});
    });
}

/** What is wrong with a camera, its pictures or the models is for the user. */
async function refusing<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LiveSessionGoneError) throw new NotFoundError(error.message, { cause: error });
    if (error instanceof LiveError || error instanceof ModelError || error instanceof RecipeError)
      throw new RefusedError(error.message, { cause: error });
    throw error;
  }
}
