import { Hono } from "hono";
import { z } from "zod";
import { assignedCounts } from "../db/assigned-counts.ts";
import { listGroups } from "../db/clusters.ts";
import type { Database } from "../db/open.ts";
import { countFaces, listPeople } from "../db/people.ts";
import { mergePeople } from "../people/actions/merge-people.ts";
import { renamePerson } from "../people/actions/rename-person.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { id, idParameter, ids, validate } from "./validate.ts";

const merge = z.strictObject({
  intoId: id,
  fromIds: ids,
  allowTwice: z.boolean().optional(),
  allowDifferent: z.boolean().optional(),
});

const rename = z.strictObject({ name: z.string().max(500), allowSameName: z.boolean().optional() });

/** Everybody who has a name, and the groups that have none. */
export function peopleRoutes(context: ServerContext) {
  const { db } = context.library;
  return new Hono()
    .get("/", (c) => c.json(readPeople(db)))
    .post("/merge", validate("json", merge), (c) => {
      const { intoId, fromIds, allowTwice = false, allowDifferent = false } = c.req.valid("json");
      return c.json(
        performChange(context, (action) =>
          mergePeople(action, { intoId, fromIds, allowTwice, allowDifferent }),
        ),
      );
    })
    .post("/:id/rename", validate("param", idParameter), validate("json", rename), (c) => {
      const { name, allowSameName = false } = c.req.valid("json");
      const personId = c.req.valid("param").id;
      return c.json(
        performChange(context, (action) => renamePerson(action, { personId, name, allowSameName })),
      );
    });
}

/** Hidden people are among them; the window asks before it shows them. */
function readPeople(db: Database) {
  const counts = assignedCounts(db);
  return {
    people: listPeople(db).map((person) => ({
      ...person,
      ...(counts.get(person.id) ?? { assigned: 0, suggested: 0 }),
    })),
    groups: listGroups(db),
    ...countFaces(db),
  };
}
