import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { walkFolders } from "../../app/library/walk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { makeFiles, options, pathsIn } from "./files-to-walk.ts";

describe("what cannot be read", () => {
  test("a named folder that is not there is reported and unknown; the others are walked", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "there/a.jpg");
    const gone = join(folder, "gone");
    const result = await walkFolders([gone, join(folder, "there")], options);
    expect(pathsIn(folder, result)).toEqual(["there/a.jpg"]);
    expect(result.problems).toEqual([
      { path: gone, reason: `The folder ${gone} cannot be found. Is its drive connected?`, isFolder: true },
    ]);
    expect(result.unknownBelow).toEqual([gone]);
  });

  test("a named file counts once when it is a photo, and is reported when it is not", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "a.jpg", "there/b.jpg", "notes.txt");
    const [a, b, notes] = ["a.jpg", "there/b.jpg", "notes.txt"].map((name) => join(folder, name));
    const result = await walkFolders([a ?? "", b ?? "", join(folder, "there"), notes ?? ""], options);
    expect(pathsIn(folder, result)).toEqual(["there/b.jpg", "a.jpg"]);
    expect(result.files).toHaveLength(2);
    expect(result.problems).toEqual([
      {
        path: notes,
        reason: "Its name does not end like that of a photo or video (.jpg, .png, .heic, .mp4 ...).",
        isFolder: false,
      },
    ]);
  });

  test.skipIf(process.platform === "win32")(
    "a folder without permission is reported and unknown",
    async () => {
      const folder = temporaryFolder();
      makeFiles(folder, "open/a.jpg", "locked/b.jpg");
      const locked = join(folder, "locked");
      chmodSync(folder, 0o755);
      chmodSync(locked, 0);
      withoutPrivileges();
      const result = await walkFolders([folder], options);
      expect(pathsIn(folder, result)).toEqual(["open/a.jpg"]);
      expect(result.problems).toEqual([
        {
          path: locked,
          reason: "Familiar is not allowed to read this folder. Change its permissions, then scan again.",
          isFolder: true,
        },
      ]);
      expect(result.unknownBelow).toEqual([locked]);
    },
  );

  test("a folder that goes away with its drive half-way is unknown, not empty", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "drive/a.jpg", "drive/inner/b.jpg");
    const drive = join(folder, "drive");
    const unplug = (): void => {
      rmSync(drive, { recursive: true, force: true });
    };
    const result = await walkFolders([drive], { ...options, onFolder: unplug });
    expect(pathsIn(folder, result)).toEqual(["drive/a.jpg"]);
    expect(result.problems.map(({ path, reason }) => [path, reason])).toEqual([
      [drive, `The folder ${drive} went away while it was being read. Was its drive disconnected?`],
    ]);
    expect(result.unknownBelow).toEqual([drive]);
  });

  test.skipIf(process.platform !== "linux")("names that are not UTF-8 are reported", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "good.jpg");
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".jpg")]),
      "",
    );
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".txt")]),
      "",
    );
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/dir`), Buffer.from([0xff])]));
    const result = await walkFolders([folder], options);
    expect(pathsIn(folder, result)).toEqual(["good.jpg"]);
    const because =
      'has bytes that are not valid text (UTF-8), shown here as "\uFFFD". Rename it, then scan again.';
    expect(result.problems).toHaveLength(2);
    expect(result.problems).toEqual(
      expect.arrayContaining([
        { path: join(folder, "caf\uFFFD.jpg"), reason: `The name of this file ${because}`, isFolder: false },
        { path: join(folder, "dir\uFFFD"), reason: `The name of this folder ${because}`, isFolder: true },
      ]),
    );
  });
});

/** The superuser may read everything; until the test ends, this process is nobody in particular. */
function withoutPrivileges(): void {
  if (process.geteuid?.() !== 0) return;
  const nobody = 65_534;
  process.seteuid?.(nobody);
  onTestFinished(() => {
    process.seteuid?.(0);
  });
}
