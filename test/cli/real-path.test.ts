import { mkdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { realPath } from "../../app/cli/real-path.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("what is typed is found as the catalogue has it, through links and from where one is", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "photos"));
  symlinkSync(join(folder, "photos"), join(folder, "link"));
  expect(realPath(join(folder, "link"))).toBe(join(folder, "photos"));
  expect(realPath(relative(process.cwd(), join(folder, "photos")))).toBe(join(folder, "photos"));
});

test("what is not there stays as it is typed, as a whole path", () => {
  const folder = temporaryFolder();
  expect(realPath(join(folder, "x", "..", "away.jpg"))).toBe(join(folder, "away.jpg"));
  expect(realPath("no-such-file.jpg")).toBe(join(process.cwd(), "no-such-file.jpg"));
});
