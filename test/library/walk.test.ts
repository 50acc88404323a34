import {
  chmodSync,
  linkSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { walkFolders, type WalkOptions, type WalkResult } from "../../app/library/walk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const options: WalkOptions = { hasPhotoExtension: (name) => /\.jpe?g$/i.test(name) };

/** Makes files that hold their own name. */
function makeFiles(folder: string, ...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
}

function pathsIn(folder: string, result: WalkResult): string[] {
  return result.files.map(({ path }) => relative(folder, path));
}

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
