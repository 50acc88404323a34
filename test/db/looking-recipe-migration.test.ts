import { expect, test } from "vitest";
import type { Database } from "../../app/db/open.ts";
import { recipeName } from "../../app/library/recipe.ts";
import { openAtVersion } from "../support/catalogue-at-version.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function addPhoto(db: Database, id: number, recipe: string | null, failedRecipe: string | null): void {
  db.prepare(
    `INSERT INTO photos (id, content_hash, size_bytes, recipe, analysed_at_ms, failure, failed_recipe, crash_count)
     VALUES (?, randomblob(32), 10, ?, ?, ?, ?, ?)`,
  ).run(
    ...[id, recipe, recipe === null ? null : 77],
    ...[failedRecipe === null ? null : "It crashed.", failedRecipe, failedRecipe === null ? 0 : 2],
  );
}

test("version 4 takes the embedding model out of the names of analyses, and keeps all else", () => {
  const folder = temporaryFolder();
  const before = openAtVersion(folder, 3);
  addPhoto(before, 1, "yunet+landmark-68+mobilefacenet/1", null);
  addPhoto(before, 2, null, null);
  addPhoto(before, 3, null, "rfb-320+five-points+mobilefacenet-foamliu/12");
  addPhoto(before, 4, "yunet+landmark-68+mobilefacenet/1", "rfb-320+landmark-68+mobilefacenet/1");
  addPhoto(before, 5, "yunet+landmark-68+mobilefacenet/1", "yunet+landmark-68+mobilefacenet-foamliu/1");
  addPhoto(before, 6, "by-hand", null);
  before.close();
  const db = openAtVersion(folder, 4);
  const rows = db
    .prepare(
      "SELECT id, recipe, analysed_at_ms AS at, failure, failed_recipe AS failed, crash_count AS crashes FROM photos",
    )
    .all();
  db.close();
  const fine = { failure: null, failed: null, crashes: 0 };
  const crashed = { failure: "It crashed.", crashes: 2 };
  expect(rows).toEqual([
    { id: 1, recipe: "yunet+landmark-68/1", at: 77, ...fine },
    { id: 2, recipe: null, at: null, ...fine },
    { id: 3, recipe: null, at: null, ...crashed, failed: "rfb-320+five-points/12" },
    { id: 4, recipe: "yunet+landmark-68/1", at: 77, ...crashed, failed: "rfb-320+landmark-68/1" },
    // What one embedding model had found is known; that another crashed over it says nothing of the finding.
    { id: 5, recipe: "yunet+landmark-68/1", at: 77, ...fine },
    { id: 6, recipe: "by-hand", at: 77, ...fine },
  ]);
  expect(recipeName({ detector: "yunet", landmarks: "landmark-68" })).toBe("yunet+landmark-68/1");
});
