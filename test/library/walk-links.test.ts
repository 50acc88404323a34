import { linkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { walkFolders } from "../../app/library/walk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { makeFiles, options, pathsIn } from "./files-to-walk.ts";

describe("symbolic links", () => {
  test("are followed to folders and files outside", async () => {
    const folder = temporaryFolder();
    makeFiles(
      folder,
      "elsewhere/a.jpg",
      "elsewhere/deep/b.jpg",
      "single/c.jpg",
      "single/d.jpg",
      "photos/own.jpg",
    );
    symlinkSync(join(folder, "elsewhere"), join(folder, "photos/linked"));
    symlinkSync(join(folder, "single/c.jpg"), join(folder, "photos/c.jpg"));
    symlinkSync(join(folder, "single/d.jpg"), join(folder, "photos/not-a-photo-name"));
    const result = await walkFolders([join(folder, "photos")], options);
    expect(pathsIn(join(folder, "photos"), result)).toEqual([
      "own.jpg",
      "c.jpg",
      "linked/a.jpg",
      "linked/deep/b.jpg",
    ]);
  });

  test("that lead to something listed already add nothing; hard links are files of their own", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "real/a.jpg", "outside/o.jpg", "photos/own.jpg");
    symlinkSync(join(folder, "photos/own.jpg"), join(folder, "photos/again.jpg"));
    symlinkSync(join(folder, "outside"), join(folder, "photos/link-1"));
    symlinkSync(join(folder, "outside"), join(folder, "photos/link-2"));
    symlinkSync(join(folder, "real/a.jpg"), join(folder, "photos/link-3.jpg"));
    symlinkSync(join(folder, "real/a.jpg"), join(folder, "photos/link-4.jpg"));
    linkSync(join(folder, "photos/own.jpg"), join(folder, "photos/twin.jpg"));
    const result = await walkFolders([join(folder, "photos")], options);
    expect(pathsIn(join(folder, "photos"), result)).toEqual([
      "own.jpg",
      "twin.jpg",
      "link-1/o.jpg",
      "link-3.jpg",
    ]);
    expect(result.problems).toEqual([]);
  });

  test("in a circle are survived: to themselves, to their folder, to each other and to what is above", async () => {
    const folder = temporaryFolder();
    makeFiles(folder, "photos/a/a.jpg", "photos/b/b.jpg", "private.jpg");
    symlinkSync(join(folder, "photos"), join(folder, "photos/a/up"));
    symlinkSync(join(folder, "photos/b"), join(folder, "photos/a/to-b"));
    symlinkSync(join(folder, "photos/a"), join(folder, "photos/b/to-a"));
    symlinkSync(folder, join(folder, "photos/above"));
    symlinkSync("/", join(folder, "photos/whole-drive"));
    symlinkSync(join(folder, "photos/self"), join(folder, "photos/self"));
    const result = await walkFolders([join(folder, "photos")], options);
    expect(pathsIn(folder, result)).toEqual(["photos/a/a.jpg", "photos/b/b.jpg"]);
    expect(result.problems).toEqual([]);
  });

  test("that lead to nothing are reported only if they are named like a photo", async () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, "gone"), join(folder, "broken"));
    symlinkSync(join(folder, "gone.jpg"), join(folder, "broken.jpg"));
    const result = await walkFolders([folder], options);
    expect(result).toEqual({
      files: [],
      movies: [],
      problems: [
        {
          path: join(folder, "broken.jpg"),
          reason: "This link leads to nothing: what it stood for was moved or deleted.",
          isFolder: false,
        },
      ],
      unknownBelow: [],
    });
  });
});
