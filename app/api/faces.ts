import { Hono } from "hono";
import { z } from "zod";
import { confirmSuggestions } from "../people/actions/confirm-suggestions.ts";
import { deleteFalseFace } from "../people/actions/delete-false-face.ts";
import { drawFace } from "../people/actions/draw-face.ts";
import { ignoreFaces } from "../people/actions/ignore-faces.ts";
import { ignoreOthersInPhoto } from "../people/actions/ignore-others-in-photo.ts";
import { keepTogether } from "../people/actions/keep-together.ts";
import { moveFaces } from "../people/actions/move-faces.ts";
import { nameFaces } from "../people/actions/name-faces.ts";
import { rejectSuggestions } from "../people/actions/reject-suggestions.ts";
import { removeFromPerson } from "../people/actions/remove-from-person.ts";
import { restoreFalseFace } from "../people/actions/restore-false-face.ts";
import { splitFaces } from "../people/actions/split-faces.ts";
import { unignoreFaces } from "../people/actions/unignore-faces.ts";
import type { ActionContext, PerformedAction } from "../journal/act.ts";
import { performChange } from "./change.ts";
import type { ServerContext } from "./context.ts";
import { personChoice } from "./person-choice.ts";
import { id, ids, validate } from "./validate.ts";

const faces = z.strictObject({ faceIds: ids });

const ofPerson = z.strictObject({ faceIds: ids, personId: id });

const toPerson = z.strictObject({
  faceIds: ids,
  person: personChoice,
  allowTwice: z.boolean().default(false),
});

const naming = z.strictObject({
  faceIds: z.array(id).max(1_000_000),
  groupIds: z.array(id).max(100_000).default([]),
  person: personChoice,
  allowTwice: z.boolean().default(false),
});

const drawing = z.strictObject({
  photoId: id,
  box: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  person: personChoice.optional(),
  allowTwice: z.boolean().default(false),
});

const others = z.strictObject({ photoId: id, exceptFaceIds: z.array(id).max(10_000).default([]) });

/** What the user says of faces, one route an action of app/people/actions. */
export function faceRoutes(context: ServerContext) {
  const change = <Result>(run: (action: ActionContext) => PerformedAction & { readonly result: Result }) =>
    performChange(context, run);
  return new Hono()
    .post("/name", validate("json", naming), (c) =>
      c.json(change((action) => nameFaces(action, c.req.valid("json")))),
    )
    .post("/confirm", validate("json", ofPerson), (c) =>
      c.json(change((action) => confirmSuggestions(action, c.req.valid("json")))),
    )
    .post("/reject", validate("json", ofPerson), (c) =>
      c.json(change((action) => rejectSuggestions(action, c.req.valid("json")))),
    )
    .post("/move", validate("json", toPerson), (c) =>
      c.json(change((action) => moveFaces(action, c.req.valid("json")))),
    )
    .post("/remove-from-person", validate("json", faces), (c) =>
      c.json(change((action) => removeFromPerson(action, c.req.valid("json")))),
    )
    .post("/split", validate("json", faces), (c) =>
      c.json(change((action) => splitFaces(action, c.req.valid("json")))),
    )
    .post("/keep-together", validate("json", faces), (c) =>
      c.json(change((action) => keepTogether(action, c.req.valid("json")))),
    )
    .post("/ignore", validate("json", faces), (c) =>
      c.json(change((action) => ignoreFaces(action, c.req.valid("json")))),
    )
    .post("/unignore", validate("json", faces), (c) =>
      c.json(change((action) => unignoreFaces(action, c.req.valid("json")))),
    )
    .post("/ignore-others", validate("json", others), (c) =>
      c.json(change((action) => ignoreOthersInPhoto(action, c.req.valid("json")))),
    )
    .post("/delete-false", validate("json", faces), (c) =>
      c.json(change((action) => deleteFalseFace(action, c.req.valid("json")))),
    )
    .post("/restore-false", validate("json", faces), (c) =>
      c.json(change((action) => restoreFalseFace(action, c.req.valid("json")))),
    )
    .post("/draw", validate("json", drawing), (c) => {
      const { person, ...drawn } = c.req.valid("json");
      return c.json(
        change((action) => drawFace(action, { ...drawn, ...(person !== undefined && { person }) })),
      );
    });
}
