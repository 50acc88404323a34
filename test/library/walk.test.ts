import { statSync, symlinkSync, utimesSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { walkFolders } from "../../app/library/walk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { makeFiles, options, pathsIn } from "./files-to-walk.ts";

describe("walkFolders", () => {
  test("lists photos with size and time, folder by folder in the order of names", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "b.jpg", "a.JPEG", "notes.txt", "2023/x.jpg", "2024/deep/y.jpg", "2024/z.jpg");
    utimesSync(join(folder, "b.jpg"), 1_700_000_000.123, 1_700_000_000.123);
    const result = await walkFolders([folder], options);
    expect(pathsIn(folder, result)).toEqual([
      "a.JPEG",
      "b.jpg",
      "2023/x.jpg",
      "2024/z.jpg",
      "2024/deep/y.jpg",
    ]);
    const modifiedAtMs = statSync(join(folder, "b.jpg")).mtimeMs;
    expect(result.files[1]).toEqual({ path: join(folder, "b.jpg"), sizeBytes: 5, modifiedAtMs });
    expect(result.problems).toEqual([]);
    expect(result.unknownBelow).toEqual([]);
  });

  test("gives the modification time exactly as stat does, also before 1970", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "a.jpg", "b.jpg");
    utimesSync(join(folder, "a.jpg"), 1_234_567_890.987654, 1_234_567_890.987654);
    // Node takes a negative number for "now", but not such a date.
    utimesSync(join(folder, "b.jpg"), new Date(-1_000_750), new Date(-1_000_750));
    const { files } = await walkFolders([folder], options);
    expect(files.map((file) => file.modifiedAtMs)).toEqual(files.map((file) => statSync(file.path).mtimeMs));
    expect(files[1]?.modifiedAtMs).toBe(-1_000_750);
  });

  test("leaves out hidden things, clutter and the library, but not a hidden folder that was named", async () => {
    const folder = temporaryFolder();
    makeFiles(
      folder,
      ...[
        ".hidden.jpg",
        ".hidden/a.jpg",
        "@eaDir/a.jpg",
        "$RECYCLE.BIN/a.jpg",
        "System Volume Information/a.jpg",
      ],
      ...["thumbs/a.jpg", "library/thumbnails/a.jpg", "kept/a.jpg"],
    );
    const exclude = [join(folder, "library"), join(folder, "not-there")];
    expect(pathsIn(folder, await walkFolders([folder], { ...options, exclude }))).toEqual(["kept/a.jpg"]);
    expect(pathsIn(folder, await walkFolders([join(folder, ".hidden")], options))).toEqual([".hidden/a.jpg"]);
  });

  test("the library is left out by any way that leads to it, and said to be so when it is named itself", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "library/thumbnails/a.jpg", "photos/a.jpg");
    symlinkSync(join(folder, "library"), join(folder, "photos/link"));
    symlinkSync(join(folder, "library/thumbnails"), join(folder, "photos/deep-link"));
    symlinkSync(join(folder, "library/thumbnails/a.jpg"), join(folder, "photos/file-link.jpg"));
    const exclude = [join(folder, "library")];
    const result = await walkFolders([join(folder, "photos"), join(folder, "library")], {
      ...options,
      exclude,
    });
    expect(pathsIn(folder, result)).toEqual(["photos/a.jpg"]);
    expect(result.problems).toEqual([
      {
        path: join(folder, "library"),
        reason: "This is the folder of Familiar's own library. Name the folder with your photos instead.",
        isFolder: true,
      },
    ]);
  });

  test("keeps any Unicode name as it is; composed and decomposed letters are two files", async () => {
    const folder = temporaryFolder();
    const names = [
      "caf\u00e9.jpg",
      "cafe\u0301.jpg",
      "\u{1F600} \u5BB6\u65CF.jpg",
      "a\nb.jpg",
      "real \uFFFD.jpg",
    ];
    makeFiles(folder, ...names);
    const result = await walkFolders([folder], options);
    expect(pathsIn(folder, result).toSorted()).toEqual(names.toSorted());
    expect(result.problems).toEqual([]);
  });

  test("folders that overlap are listed once, whatever their order", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "a.jpg", "inner/b.jpg");
    const inner = join(folder, "inner");
    expect(pathsIn(folder, await walkFolders([folder, inner, `${folder}/`], options))).toEqual([
      "a.jpg",
      "inner/b.jpg",
    ]);
    expect(pathsIn(folder, await walkFolders([inner, folder], options))).toEqual(["inner/b.jpg", "a.jpg"]);
  });

  test("counts the files for each folder", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "a.jpg", "b.jpg", "inner/c.jpg");
    const seen: [string, number][] = [];
    await walkFolders([folder], {
      ...options,
      onFolder: (path, files) => seen.push([relative(folder, path), files]),
    });
    expect(seen).toEqual([
      ["", 2],
      ["inner", 3],
    ]);
  });

  test("stops when it is told to", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "a.jpg", "inner/b.jpg");
    const controller = new AbortController();
    const walk = walkFolders([folder], {
      ...options,
      signal: controller.signal,
      onFolder: () => {
        controller.abort(new Error("Stopped by the test."));
      },
    });
    await expect(walk).rejects.toThrow("Stopped by the test.");
  });
});
