import { z } from "zod";
import { id } from "./validate.ts";

/** Far more than a name needs; an accident with the clipboard is longer. */
export const longestName = 500;

/** Somebody known by id, or somebody new by name. `allowSameName`: there may be others called so, it is somebody else. */
export const personChoice = z.union([
  z.strictObject({ id }),
  z.strictObject({ name: z.string().max(longestName), allowSameName: z.boolean().default(false) }).readonly(),
]);
