import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exportFile } from "../../app/albums/export-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A drive that has no second names for files, as a memory card has not. */
async function refuseLink(): Promise<void> {
  await Promise.reject(Object.assign(new Error("operation not permitted"), { code: "EPERM" }));
}

function photoFile(): string {
  const file = join(temporaryFolder(), "a.jpg");
  writeFileSync(file, "A");
  return file;
}

test.each(["copy", "link"] as const)("on a drive without links it copies all the same (%s)", async (mode) => {
  const source = photoFile();
  const target = temporaryFolder();
  expect(await exportFile(source, target, mode, refuseLink)).toEqual({
    kind: "copied",
    linkProblem: mode === "copy" ? null : "the drive of the folder does not allow two names for one file",
  });
  expect(readFileSync(join(target, "a.jpg"), "utf8")).toBe("A");
  expect(readdirSync(target)).toEqual(["a.jpg"]);
  expect(await exportFile(source, target, mode, refuseLink)).toEqual({ kind: "skipped" });
});

test("a name that somebody takes at the last moment is not overwritten", async () => {
  const source = photoFile();
  const target = temporaryFolder();
  const takeName = async (_existing: string, name: string) => {
    if (!existsSync(name)) writeFileSync(name, name.endsWith("(3).jpg") ? "A" : "somebody's");
    await Promise.reject(Object.assign(new Error("file exists"), { code: "EEXIST" }));
  };
  expect(await exportFile(source, target, "link", takeName)).toEqual({ kind: "skipped" });
  expect(readdirSync(target).sort()).toEqual(["a (2).jpg", "a (3).jpg", "a.jpg"]);
  expect(readFileSync(join(target, "a.jpg"), "utf8")).toBe("somebody's");
});

test("an error that is no matter of links is told, and leaves nothing behind", async () => {
  const source = photoFile();
  const target = temporaryFolder();
  const fail = async () => {
    await Promise.reject(Object.assign(new Error("no space"), { code: "ENOSPC" }));
  };
  await expect(exportFile(source, target, "copy", fail)).rejects.toMatchObject({ code: "ENOSPC" });
  await expect(exportFile(source, target, "link", fail)).rejects.toMatchObject({ code: "ENOSPC" });
  expect(readdirSync(target)).toEqual([]);
});

const otherDrive = "/dev/shm";
const hasOtherDrive = existsSync(otherDrive) && statSync(otherDrive).dev !== statSync("/tmp").dev;

test.skipIf(!hasOtherDrive)("to another drive it copies, and says why", async () => {
  const source = photoFile();
  const target = mkdtempSync(join(otherDrive, "familiar-test-"));
  onTestFinished(() => {
    rmSync(target, { recursive: true });
  });
  expect(await exportFile(source, target, "link")).toEqual({
    kind: "copied",
    linkProblem: "the folder is on another drive than the photos",
  });
  expect(readFileSync(join(target, "a.jpg"), "utf8")).toBe("A");
});
