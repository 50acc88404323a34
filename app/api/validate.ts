import { zValidator } from "@hono/zod-validator";
import type { ValidationTargets } from "hono";
import { z } from "zod";
import { BadRequestError } from "./errors.ts";

/** Checks a part of a request with zod. What does not fit throws BadRequestError, which is answered with 400. */
export function validate<Schema extends z.ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) {
  return zValidator(target, schema, (result) => {
    if (!result.success) throw new BadRequestError(z.prettifyError(result.error));
  });
}

/** An id in a path or query, where everything is text. */
export const idInText = z.coerce.number().int().positive();

/** An id in a JSON body. */
export const id = z.int().positive();

/** Ids in a JSON body: at least one, and no more than a window could ever have selected. */
export const ids = z.array(id).min(1).max(1_000_000);

/** The parameter of routes like /people/:id. */
export const idParameter = z.strictObject({ id: idInText });
