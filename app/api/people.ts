import { Hono } from "hono";
import { z } from "zod";
import { addAppearance } from "../people/actions/add-appearance.ts";
import { deletePerson } from "../people/actions/delete-person.ts";
import { forgetLooks } from "../people/actions/forget-looks.ts";
import { markDifferent } from "../people/actions/mark-different.ts";
import { mergePeople } from "../people/actions/merge-people.ts";
import { removeAppearance } from "../people/actions/remove-appearance.ts";
import { renamePerson } from "../people/actions/rename-person.ts";
import { setBirthDate } from "../people/actions/set-birth-date.ts";
import { setCover } from "../people/actions/set-cover.ts";
import { setHidden } from "../people/actions/set-hidden.ts";
import { setPinned } from "../people/actions/set-pinned.ts";
import { setPrivate } from "../people/actions/set-private.ts";
import { listEverybody } from "../people/everybody.ts";
import { companionsOf, readPerson } from "../people/person-page.ts";
import { suggestedSplit } from "../review/suggested-split.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { longestName, personChoice } from "./person-choice.ts";
import { id, idParameter, ids, validate } from "./validate.ts";

const people = { personIds: ids };

const merge = z.strictObject({
  intoId: id,
  fromIds: z.array(id).max(100_000),
  groupIds: z.array(id).max(100_000).default([]),
  faceIds: z.array(id).max(1_000_000).default([]),
  allowTwice: z.boolean().default(false),
  allowDifferent: z.boolean().default(false),
});

const rename = z.strictObject({
  name: z.string().max(longestName),
  allowSameName: z.boolean().default(false),
});

/** As many as anybody would look through. */
const mostCompanions = 60;

/** Everybody who has a name. */
export function peopleRoutes(context: ServerContext) {
  const { db } = context.library;
  return new Hono()
    .get("/", (c) => c.json(listEverybody(db)))
    .get("/:id", validate("param", idParameter), (c) => c.json(readPerson(db, c.req.valid("param").id)))
    .get("/:id/companions", validate("param", idParameter), (c) =>
      c.json({ companions: companionsOf(db, c.req.valid("param").id, mostCompanions) }),
    )
    .get("/:id/split", validate("param", idParameter), (c) => {
      const personId = c.req.valid("param").id;
      return c.json({ split: suggestedSplit(db, { personId }) });
    })
    .post("/merge", validate("json", merge), (c) =>
      c.json(performChange(context, (action) => mergePeople(action, c.req.valid("json")))),
    )
    .post("/mark-different", validate("json", z.strictObject(people)), (c) =>
      c.json(performChange(context, (action) => markDifferent(action, c.req.valid("json")))),
    )
    .post("/pin", validate("json", z.strictObject({ ...people, isPinned: z.boolean() })), (c) =>
      c.json(performChange(context, (action) => setPinned(action, c.req.valid("json")))),
    )
    .post("/hide", validate("json", z.strictObject({ ...people, isHidden: z.boolean() })), (c) =>
      c.json(performChange(context, (action) => setHidden(action, c.req.valid("json")))),
    )
    .post("/private", validate("json", z.strictObject({ ...people, isPrivate: z.boolean() })), (c) =>
      c.json(performChange(context, (action) => setPrivate(action, c.req.valid("json")))),
    )
    .post("/delete", validate("json", z.strictObject(people)), (c) =>
      c.json(performChange(context, (action) => deletePerson(action, c.req.valid("json")))),
    )
    .post("/appearances", validate("json", z.strictObject({ person: personChoice, photoIds: ids })), (c) =>
      c.json(performChange(context, (action) => addAppearance(action, c.req.valid("json")))),
    )
    .post("/appearances/remove", validate("json", z.strictObject({ personId: id, photoIds: ids })), (c) =>
      c.json(performChange(context, (action) => removeAppearance(action, c.req.valid("json")))),
    )
    .post("/:id/rename", validate("param", idParameter), validate("json", rename), (c) => {
      const personId = c.req.valid("param").id;
      return c.json(
        performChange(context, (action) => renamePerson(action, { personId, ...c.req.valid("json") })),
      );
    })
    .post("/:id/forget-looks", validate("param", idParameter), (c) => {
      const personId = c.req.valid("param").id;
      return c.json(performChange(context, (action) => forgetLooks(action, { personId })));
    })
    .post(
      "/:id/birth-date",
      validate("param", idParameter),
      validate("json", z.strictObject({ birthDate: z.string().max(40).nullable() })),
      (c) => {
        const personId = c.req.valid("param").id;
        return c.json(
          performChange(context, (action) => setBirthDate(action, { personId, ...c.req.valid("json") })),
        );
      },
    )
    .post(
      "/:id/cover",
      validate("param", idParameter),
      validate("json", z.strictObject({ faceId: id.nullable() })),
      (c) => {
        const personId = c.req.valid("param").id;
        return c.json(
          performChange(context, (action) => setCover(action, { personId, ...c.req.valid("json") })),
        );
      },
    );
}
