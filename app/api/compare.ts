import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { findFacePhoto } from "../db/face-picture.ts";
import { PictureGoneError } from "../library/comparison.ts";
import { PhotoError } from "../photo/photo-error.ts";
import type { ServerContext } from "./context.ts";
import { NotFoundError, RefusedError } from "./errors.ts";
import { id, validate } from "./validate.ts";

/** Largest picture that can be compared without being in the library. */
export const largestUploadBytes = 50 * 1024 * 1024;

const pictureId = z.string().regex(/^[0-9a-f]{24}$/);
const at = z.coerce.number().int().nonnegative();
const picture = z.strictObject({ id: pictureId });
const face = z.strictObject({ id: pictureId, at });
const pair = z.strictObject({ a: pictureId, atA: at, b: pictureId, atB: at });

/** Comparing faces: of the library, and of pictures that are sent and kept in memory only. */
export function compareRoutes({
  comparison,
  library: { db },
}: Pick<ServerContext, "comparison" | "library">) {
  return new Hono()
    .post(
      "/pictures",
      validate("json", z.union([z.strictObject({ faceId: id }), z.strictObject({ photoId: id })])),
      async (c) => {
        const wanted = c.req.valid("json");
        const faceId = "faceId" in wanted ? wanted.faceId : undefined;
        const photoId = "photoId" in wanted ? wanted.photoId : findFacePhoto(db, wanted.faceId);
        if (photoId === undefined) throw new NotFoundError("There is no such face any more.");
        return c.json(await refusing(async () => await comparison.addPhoto(photoId, faceId)));
      },
    )
    .post(
      "/uploads",
      bodyLimit({
        maxSize: largestUploadBytes,
        onError: () => {
          throw new RefusedError(
            "This file is larger than 50 MB. Choose a smaller one, or add it to the library.",
          );
        },
      }),
      async (c) => {
        const bytes = new Uint8Array(await c.req.arrayBuffer());
        return c.json(await refusing(async () => await comparison.addUpload(bytes)));
      },
    )
    .get("/pictures/:id/preview", validate("param", picture), async (c) =>
      jpeg(await refusing(() => comparison.preview(c.req.valid("param").id))),
    )
    .get("/pictures/:id/faces/:at", validate("param", face), async (c) => {
      const place = c.req.valid("param");
      return jpeg(await refusing(() => comparison.aligned({ pictureId: place.id, at: place.at })));
    })
    .get("/pictures/:id/faces/:at/people", validate("param", face), async (c) => {
      const place = c.req.valid("param");
      const people = await refusing(
        async () => await comparison.findPeople({ pictureId: place.id, at: place.at }),
      );
      return c.json({ people });
    })
    .get("/verdict", validate("query", pair), async (c) => {
      const { a, atA, b, atB } = c.req.valid("query");
      return c.json(
        await refusing(() => comparison.compare({ pictureId: a, at: atA }, { pictureId: b, at: atB })),
      );
    });
}

/** What is wrong with a picture is for the user; the server has no part in it. */
async function refusing<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PhotoError) throw new RefusedError(error.reason, { cause: error });
    if (error instanceof PictureGoneError) throw new NotFoundError(error.message, { cause: error });
    throw error;
  }
}

function jpeg(bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { "Content-Type": "image/jpeg", "Cache-Control": "private, max-age=3600" },
  });
}
