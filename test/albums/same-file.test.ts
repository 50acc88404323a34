import { linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSameFile } from "../../app/albums/same-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("files are the same when all their bytes are", async () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  // Longer than what is read at a time; the last byte differs.
  const bytes = Buffer.alloc(600_000, 7);
  writeFileSync(at("a"), bytes);
  writeFileSync(at("copy"), bytes);
  linkSync(at("a"), at("link"));
  bytes[599_999] = 8;
  writeFileSync(at("other"), bytes);
  writeFileSync(at("shorter"), bytes.subarray(1));
  mkdirSync(at("folder"));
  expect(await isSameFile(at("a"), at("copy"))).toBe(true);
  expect(await isSameFile(at("a"), at("link"))).toBe(true);
  expect(await isSameFile(at("a"), at("other"))).toBe(false);
  expect(await isSameFile(at("a"), at("shorter"))).toBe(false);
  expect(await isSameFile(at("a"), at("folder"))).toBe(false);
  expect(await isSameFile(at("a"), at("nothing"))).toBe(false);
  await expect(isSameFile(at("nothing"), at("a"))).rejects.toMatchObject({ code: "ENOENT" });
});
