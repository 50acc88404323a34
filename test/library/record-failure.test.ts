import { describe, expect, test } from "vitest";
import { listFailures } from "../../app/db/failures.ts";
import { findFile } from "../../app/db/files.ts";
import { countPhotos, photosWithoutAnalysis } from "../../app/db/photos.ts";
import { recipeName } from "../../app/library/recipe.ts";
import { temporaryCatalogue } from "../support/catalogue.ts";
import {
  analysed,
  faceAt,
  faceIdsOf,
  fileOf,
  newRecipe,
  photoWith,
  recipe,
  record,
  walked,
} from "./recorded-outcomes.ts";

describe("a photo that fails", () => {
  const damaged = { kind: "failed", file: fileOf(1), reason: "It is damaged.", isLasting: true } as const;

  test("by its content is not tried again with the same recipe", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/a.jpg", damaged)).toBe("added");
    expect(photoWith(db, 1)).toMatchObject({
      ...{ failure: "It is damaged.", failedRecipe: recipeName(recipe), recipe: null, analysedAtMs: null },
    });
    expect(listFailures(db)).toEqual([{ path: "/a.jpg", reason: "It is damaged." }]);
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
    expect(photosWithoutAnalysis(db, recipeName(newRecipe))).toHaveLength(1);
  });

  test("for a passing reason stays to be done and is not remembered as failed", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", { ...damaged, reason: "The disk is full.", isLasting: false });
    expect(listFailures(db)).toEqual([]);
    expect(photosWithoutAnalysis(db, recipeName(recipe)).map(({ path }) => path)).toEqual(["/a.jpg"]);
  });

  test("by crashing the analyzer counts as its content's fault", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", { kind: "crashed", file: fileOf(1), reason: "It crashed." });
    expect(listFailures(db)).toEqual([{ path: "/a.jpg", reason: "It crashed." }]);
    expect(photosWithoutAnalysis(db, recipeName(recipe))).toEqual([]);
  });

  test("with a new recipe keeps what the old one found, and an analysis clears the failure", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const faceIds = faceIdsOf(db, 1);
    expect(record(db, "/a.jpg", damaged, newRecipe)).toBe("none");
    expect(faceIdsOf(db, 1)).toEqual(faceIds);
    expect(photoWith(db, 1)).toMatchObject({ recipe: recipeName(recipe), failure: "It is damaged." });
    record(db, "/a.jpg", analysed(1, faceAt(10)), newRecipe);
    expect(photoWith(db, 1)).toMatchObject({
      recipe: recipeName(newRecipe),
      failure: null,
      failedRecipe: null,
    });
  });
});

describe("a file that cannot be read", () => {
  const empty = { kind: "failed", file: null, reason: "It is empty.", isLasting: true } as const;
  const locked = { kind: "failed", file: null, reason: "It is locked.", isLasting: false } as const;

  test("is remembered as the walk saw it, so that it is left alone until it changes", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/a.jpg", empty)).toBe("none");
    expect(findFile(db, "/a.jpg")).toMatchObject({ ...walked, photoId: null, failure: "It is empty." });
    expect(listFailures(db)).toEqual([{ path: "/a.jpg", reason: "It is empty." }]);
    expect(countPhotos(db).present).toBe(0);
  });

  test("for a passing reason is looked at again: no file has its remembered time", () => {
    const db = temporaryCatalogue();
    expect(record(db, "/a.jpg", locked)).toBe("none");
    expect(findFile(db, "/a.jpg")).toMatchObject({
      sizeBytes: 500,
      modifiedAtMs: -1,
      failure: "It is locked.",
    });
  });

  test("because the analyzer died before it was read is left alone until it changes", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", { kind: "crashed", file: null, reason: "It crashed." });
    expect(findFile(db, "/a.jpg")).toMatchObject({ ...walked, failure: "It crashed." });
  });

  test("for a passing reason keeps the photo that it showed", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const before = findFile(db, "/a.jpg");
    expect(record(db, "/a.jpg", locked)).toBe("none");
    expect(findFile(db, "/a.jpg")).toEqual(before);
  });

  test("for good loses its photo, which is remembered and comes back with its content", () => {
    const db = temporaryCatalogue();
    record(db, "/a.jpg", analysed(1, faceAt(10)));
    const faceIds = faceIdsOf(db, 1);
    record(db, "/a.jpg", empty);
    expect(findFile(db, "/a.jpg")).toMatchObject({ photoId: null, failure: "It is empty." });
    expect(countPhotos(db)).toEqual({ present: 0, analysed: 0, failed: 0, missing: 1 });
    // The content is back where it was: nothing but the photo's own file is gone, so it has moved home.
    expect(record(db, "/a.jpg", { kind: "skipped", file: fileOf(1) })).toBe("moved");
    expect(findFile(db, "/a.jpg")).toMatchObject({ failure: null, photoId: photoWith(db, 1).id });
    expect(faceIdsOf(db, 1)).toEqual(faceIds);
  });
});
