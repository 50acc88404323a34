import { join } from "node:path";
import { expect, it } from "vitest";
import { exportFolderOf } from "../../app/albums/export-folder.ts";

it.each([
  ["Summer 2019", "Summer 2019"],
  ["../../etc/passwd", "_.._etc_passwd"],
  ["a/b\\c:d", "a_b_c_d"],
  ["  ... ", "Album"],
  ["..", "Album"],
  ["con", "Album con"],
  ["LPT1.old", "Album LPT1.old"],
  ["مرحبا 🎉", "مرحبا 🎉"],
  ["a\u202eb", "a_b"],
  ["🎉".repeat(100), "🎉".repeat(60)],
])("the folder for the album %j is %j", (name, folder) => {
  expect(exportFolderOf("/out", name)).toBe(join("/out", folder));
});
