import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ExiftoolError } from "../../../app/metadata/write/exiftool-error.ts";
import { findExiftool } from "../../../app/metadata/write/exiftool.ts";
import { undoWrites } from "../../../app/metadata/write/undo-writes.ts";
import { writeNames } from "../../../app/metadata/write/write-names.ts";
import { hasExiftool } from "../../support/exiftool.ts";
import { files, sidecars, write } from "./write-as-user.ts";
import { addFaceOf, addPersonTo, addPhotoFile, writingLibrary } from "./writing-library.ts";

describe("what cannot be written", () => {
  test("a broken one is left as it is, the others are written", async () => {
    const library = writingLibrary();
    const first = await addPhotoFile(library, "a.jpg");
    const second = await addPhotoFile(library, "b.png");
    const anna = addPersonTo(library.db, "Anna", first.photoId);
    addFaceOf(library.db, anna, second.photoId);
    writeFileSync(`${first.path}.xmp`, "<x:xmpmeta");
    const { files: reports } = await write(library, [first.photoId, second.photoId], sidecars);
    expect(reports.map(({ outcome }) => outcome)).toEqual(["failed", "written"]);
    expect(reports[0]?.reason).toContain(
      `The metadata of ${first.path}.xmp was left as it is: it is not well-formed`,
    );
    expect(readFileSync(`${first.path}.xmp`, "utf8")).toBe("<x:xmpmeta");
  });

  test("a failure on the way leaves the file as it was, nothing beside it, and nothing to undo", async () => {
    const library = writingLibrary();
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    addPersonTo(library.db, "Anna", photoId);
    const before = readFileSync(path);
    const run = () => Promise.reject(new ExiftoolError("It fell over."));
    const context = {
      ...library.context,
      exiftool: () => Promise.resolve({ version: "0", origin: "of this computer" as const, run }),
    };
    const { files: reports, batch } = await writeNames(context, [photoId], files);
    expect(reports).toMatchObject([
      { outcome: "failed", reason: `${path} was left as it is. It fell over.` },
    ]);
    expect(batch).toBeNull();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(library.folder)).toEqual(["a.jpg"]);
    expect(await undoWrites(library.context)).toMatchObject({ writtenAtMs: null });
  });

  test.skipIf(!hasExiftool)("another program that writes meanwhile wins", async () => {
    const library = writingLibrary();
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    addPersonTo(library.db, "Anna", photoId);
    const exiftool = await findExiftool();
    const run = async (args: readonly string[]) => {
      const said = await exiftool.run(args);
      writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from("mine")]));
      return said;
    };
    const context = { ...library.context, exiftool: () => Promise.resolve({ ...exiftool, run }) };
    const [report] = (await writeNames(context, [photoId], files)).files;
    expect(report).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("changed by another program meanwhile") as string,
    });
    expect(readFileSync(path).subarray(-4).toString()).toBe("mine");
    expect(readdirSync(library.folder)).toEqual(["a.jpg"]);
    expect(await undoWrites(library.context)).toMatchObject({ writtenAtMs: null });
  });

  test("a file that another program changed since is not put back, and the next undo goes on", async () => {
    const library = writingLibrary();
    const [first, second] = [await addPhotoFile(library, "a.jpg"), await addPhotoFile(library, "b.png")];
    const anna = addPersonTo(library.db, "Anna", first.photoId);
    addFaceOf(library.db, anna, second.photoId);
    await write(library, [first.photoId, second.photoId], sidecars);
    writeFileSync(`${first.path}.xmp`, "mine");
    const undone = await undoWrites(library.context);
    expect(undone.restored).toEqual([`${second.path}.xmp`]);
    expect(undone.failed).toMatchObject([
      { reason: expect.stringContaining("changed by another program since") as string },
    ]);
    expect(readFileSync(`${first.path}.xmp`, "utf8")).toBe("mine");
    expect(await undoWrites(library.context)).toMatchObject({ writtenAtMs: null });
  });
});
