import {
  linkSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { findFile } from "../../../app/db/files.ts";
import { findPerson, updatePerson } from "../../../app/db/people.ts";
import { findPhotoByHash } from "../../../app/db/photos.ts";
import { readEmbeddedPackets } from "../../../app/metadata/embedded/read-packets.ts";
import { hashOf } from "../../../app/metadata/write/replace-file.ts";
import { undoWrites } from "../../../app/metadata/write/undo-writes.ts";
import { hasExiftool, exiftool, tagsOf } from "../../support/exiftool.ts";
import { files, write } from "./write-as-user.ts";
import { addFaceOf, addPersonTo, addPhotoFile, writingLibrary } from "./writing-library.ts";

describe.skipIf(!hasExiftool)("into photo files, checked by another ExifTool (needs exiftool)", () => {
  const isOfNames = (tag: string) =>
    /^XMP-(?:mwg-rs|MP|iptcExt:PersonInImage|dc:Subject|lr|x:)|^XMP-iptcExt|^File:FileSize|Offset|^WebP|^RIFF:WebP|Start$|MediaData/.test(
      tag,
    );
  const others = (path: string) =>
    Object.fromEntries(Object.entries(tagsOf(path)).filter(([tag]) => !isOfNames(tag)));
  const pixels = async (path: string) => hashOf(await sharp(path).raw().toBuffer()).toString("hex");

  test.each(["a.jpg", "a.png", "a.tif", "a.webp", "a.heic"])(
    "%s: names are in it, all other tags and the picture are as before, and undo gives the same file",
    async (name) => {
      const library = writingLibrary();
      const { photoId, path } = await addPhotoFile(library, name);
      const canDecode = !name.endsWith("heic");
      addPersonTo(library.db, "Zoë Lee", photoId);
      const before = {
        bytes: readFileSync(path),
        tags: others(path),
        pixels: canDecode ? await pixels(path) : "",
      };
      const { files: reports } = await write(library, [photoId], files);
      expect(reports).toMatchObject([{ outcome: "written", reason: null }]);
      const tags = tagsOf(path);
      expect(tags["XMP-dc:Subject"]).toEqual(["Zoë Lee"]);
      expect(tags["XMP-iptcExt:PersonInImage"]).toEqual(["Zoë Lee"]);
      expect(tags["XMP-lr:HierarchicalSubject"]).toEqual(["People|Zoë Lee"]);
      expect(tags["XMP-mwg-rs:RegionInfo"]).toMatchObject({
        AppliedToDimensions: { W: 96, H: 64, Unit: "pixel" },
        RegionList: [
          {
            Name: "Zoë Lee",
            Type: "Face",
            Area: { X: 0.229167, Y: 0.5, W: 0.25, H: 0.5, Unit: "normalized" },
          },
        ],
      });
      expect(tags["XMP-MP:RegionInfoMP"]).toMatchObject({
        Regions: [{ PersonDisplayName: "Zoë Lee", Rectangle: "0.104167, 0.25, 0.25, 0.5" }],
      });
      expect(others(path)).toEqual(before.tags);
      if (canDecode) expect(await pixels(path)).toBe(before.pixels);
      expect(readdirSync(library.folder)).toEqual([name]);
      // The library knows the new content as the same photo, and the file as unchanged.
      const { size, mtimeMs } = statSync(path);
      expect(findPhotoByHash(library.db, hashOf(readFileSync(path)))?.id).toBe(photoId);
      expect(findFile(library.db, path)).toMatchObject({ sizeBytes: size, modifiedAtMs: mtimeMs, photoId });
      expect((await write(library, [photoId], files)).files).toMatchObject([{ outcome: "unchanged" }]);
      await undoWrites(library.context);
      expect(readFileSync(path).equals(before.bytes)).toBe(true);
      expect(findFile(library.db, path)?.modifiedAtMs).toBe(statSync(path).mtimeMs);
    },
    120_000,
  );

  test("beside metadata of other programs, letter for letter; the time is kept when wished", async () => {
    const library = writingLibrary();
    const { path } = await addPhotoFile(library, "first.jpg");
    exiftool(
      "-overwrite_original",
      "-XMP-dc:Title=A day",
      "-XMP-dc:Subject=beach",
      "-IPTC:Keywords=beach",
      "-Rating=4",
      path,
    );
    const content = readFileSync(path);
    const { path: file, photoId } = await addPhotoFile(library, "b.jpg", { content });
    utimesSync(file, 1_500_000_000, 1_500_000_000);
    library.db.prepare("UPDATE files SET modified_at_ms = ? WHERE path = ?").run(1_500_000_000_000, file);
    addPersonTo(library.db, "Anna", photoId);
    const before = others(file);
    await write(library, [photoId], { ...files, keepsModifiedTime: true });
    expect(others(file)).toEqual(before);
    expect(tagsOf(file)["XMP-dc:Subject"]).toEqual(["beach", "Anna"]);
    expect(statSync(file).mtimeMs).toBe(1_500_000_000_000);
  });

  test("a name is updated, then all is taken out: the XMP is gone as it came", async () => {
    const library = writingLibrary();
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    const anna = addPersonTo(library.db, "Anna", photoId);
    const before = others(path);
    await write(library, [photoId], files);
    const person = findPerson(library.db, anna);
    if (person !== undefined) updatePerson(library.db, { ...person, name: "Anna Lee" });
    await write(library, [photoId], { ...files, into: "as-before" });
    expect(tagsOf(path)["XMP-dc:Subject"]).toEqual(["Anna Lee"]);
    library.db.prepare("UPDATE faces SET person_id = NULL").run();
    await write(library, [photoId], { ...files, into: "as-before" });
    expect((await readEmbeddedPackets(path))?.packets).toEqual([]);
    expect(others(path)).toEqual(before);
  });

  test("a file that is not as the library knows it, write-protected, or has 64 KB of XMP already, is left alone", async () => {
    const library = writingLibrary();
    const [changed, large] = [
      await addPhotoFile(library, "a.jpg"),
      await addPhotoFile(library, "b.jpg", { orientation: 3 }),
    ];
    const anna = addPersonTo(library.db, "Anna", changed.photoId);
    exiftool("-overwrite_original", "-Rating=4", changed.path);
    const [first] = (await write(library, [changed.photoId], files)).files;
    expect(first).toMatchObject({
      outcome: "failed",
      reason: `${changed.path} was changed since Familiar looked at it. Scan, then write.`,
    });
    const argFile = join(library.context.libraryFolder, "args");
    writeFileSync(
      argFile,
      Array.from({ length: 3_000 }, (_, at) => `-XMP-dc:Subject=A keyword with the number ${at}`).join("\n"),
    );
    exiftool("-overwrite_original", "-@", argFile, large.path);
    const { photoId } = await addPhotoFile(library, "c.jpg", { content: readFileSync(large.path) });
    addFaceOf(library.db, anna, photoId);
    const [second] = (await write(library, [photoId], files)).files;
    expect(second).toMatchObject({
      outcome: "failed",
      reason: expect.stringContaining("larger than 64 KB already") as string,
    });
    const link = join(library.folder, "hard-link.jpg");
    linkSync(join(library.folder, "c.jpg"), link);
    unlinkSync(link);
    expect(readdirSync(library.folder).sort()).toEqual(["a.jpg", "b.jpg", "c.jpg"]);
  });
});
