import { Hono } from "hono";
import { z } from "zod";
import { previewStrictness } from "../people/preview-strictness.ts";
import { readStrictness, saveStrictness, strictnessLevels, type Strictness } from "../people/strictness.ts";
import type { ServerContext } from "./context.ts";
import { validate } from "./validate.ts";

/** How sure Familiar has to be to give a face to somebody. */
export function strictnessRoutes(context: ServerContext) {
  const { library, jobs, events } = context;
  const { db } = library;
  return new Hono()
    .post("/", validate("json", z.strictObject({ level: z.enum(strictnessLevels) })), (c) => {
      // Assignments are the machine's and not in the journal: undoing is setting the former level again.
      const former = readStrictness(db);
      saveStrictness(db, c.req.valid("json").level);
      events.send({ kind: "changed", parts: ["settings"] });
      return c.json({ job: jobs.add("assign", {}), former });
    })
    .post("/weigh", (c) => c.json({ job: jobs.add("weigh", {}) }))
    .get("/previews", (c) => c.json(readPreviews(context)));
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
