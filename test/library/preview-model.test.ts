import { expect, test } from "vitest";
import { saveEmbedding } from "../../app/db/embeddings.ts";
import { previewModel } from "../../app/library/preview-model.ts";
import { assignFaces } from "../../app/people/assign.ts";
import { decisionsOf } from "../journal/decisions-of.ts";
import { group, peopleFixture, person } from "../support/people.ts";

test("says person by person what another model would change, and changes nothing", async () => {
  const { db } = peopleFixture();
  const [anna, ben] = [person(db, "Anna", 1, 2), person(db, "Ben", 3, 4)];
  const { faceIds: stranger } = group(db, 5);
  const give = (model: string, faceIds: readonly number[], ...vector: number[]) => {
    for (const faceId of faceIds) saveEmbedding(db, faceId, model, Float32Array.of(...vector));
  };
  // The models are of one mind about the named, and not about the stranger.
  for (const model of ["mobilefacenet", "mobilefacenet-foamliu"]) {
    give(model, anna.faceIds, 1, 0);
    give(model, ben.faceIds, 0, 1);
  }
  give("mobilefacenet", stranger, 1, 0);
  give("mobilefacenet-foamliu", stranger, 0, 1);
  expect(await assignFaces(db, { model: "mobilefacenet" })).toEqual({
    assigned: 1,
    suggested: 0,
    withdrawn: 0,
  });
  const before = [decisionsOf(db), db.prepare("SELECT * FROM assignments").all()];
  expect(await previewModel(db, "mobilefacenet-foamliu")).toEqual([
    { personId: anna.personId, name: "Anna", assigned: 0, suggested: 0, withdrawn: 1 },
    { personId: ben.personId, name: "Ben", assigned: 1, suggested: 0, withdrawn: 0 },
  ]);
  expect(await previewModel(db, "mobilefacenet")).toEqual([]);
  expect([decisionsOf(db), db.prepare("SELECT * FROM assignments").all()]).toEqual(before);
});
