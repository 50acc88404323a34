import { Hono } from "hono";
import { z } from "zod";
import { ignoredFaces } from "../db/faces-of-person.ts";
import { ignoreGroup } from "../people/actions/ignore-group.ts";
import { mergeGroups } from "../people/actions/merge-groups.ts";
import { nameGroup } from "../people/actions/name-group.ts";
import { rejectMerge } from "../people/actions/reject-merge.ts";
import { readGroup } from "../people/group-page.ts";
import { newestFirst } from "../people/person-page.ts";
import { listUnnamed } from "../people/unnamed.ts";
import { lookAlikes } from "../review/look-alikes.ts";
import { suggestedSplit } from "../review/suggested-split.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { personChoice } from "./person-choice.ts";
import { id, idParameter, ids, validate } from "./validate.ts";

const side = z.union([z.strictObject({ groupId: id }), z.strictObject({ personId: id })]);

/** Faces that belong together and have no name yet. */
export function groupRoutes(context: ServerContext) {
  const { db } = context.library;
  return new Hono()
    .get("/", (c) => c.json(listUnnamed(db)))
    .get("/ignored", (c) => c.json({ faces: newestFirst(ignoredFaces(db)) }))
    .get("/:id", validate("param", idParameter), (c) => c.json(readGroup(db, c.req.valid("param").id)))
    .get("/:id/split", validate("param", idParameter), (c) => {
      const groupId = c.req.valid("param").id;
      return c.json({ split: suggestedSplit(db, { groupId }) });
    })
    .get("/:id/look-alikes", validate("param", idParameter), async (c) => {
      const groupId = c.req.valid("param").id;
      const opened = await context.faceIndex.open();
      return c.json({ groups: opened === null ? [] : lookAlikes({ db, ...opened }, groupId) });
    })
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
