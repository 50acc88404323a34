import { Hono } from "hono";
import { z } from "zod";
import { ignoreGroup } from "../people/actions/ignore-group.ts";
import { mergeGroups } from "../people/actions/merge-groups.ts";
import { nameGroup } from "../people/actions/name-group.ts";
import { rejectMerge } from "../people/actions/reject-merge.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { personChoice } from "./person-choice.ts";
import { id, ids, validate } from "./validate.ts";

const side = z.union([z.strictObject({ groupId: id }), z.strictObject({ personId: id })]);

/** Faces that belong together and have no name yet. */
export function groupRoutes(context: ServerContext) {
  return new Hono()
    .post("/name", validate("json", z.strictObject({ groupIds: ids, person: personChoice })), (c) =>
      c.json(performChange(context, (action) => nameGroup(action, c.req.valid("json")))),
    )
    .post("/merge", validate("json", z.strictObject({ groupIds: ids })), (c) =>
      c.json(performChange(context, (action) => mergeGroups(action, c.req.valid("json")))),
    )
    .post("/ignore", validate("json", z.strictObject({ groupIds: ids })), (c) =>
      c.json(performChange(context, (action) => ignoreGroup(action, c.req.valid("json")))),
    )
    .post("/keep-apart", validate("json", z.strictObject({ one: side, other: side })), (c) =>
      c.json(performChange(context, (action) => rejectMerge(action, c.req.valid("json")))),
    );
}
