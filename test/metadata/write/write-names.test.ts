import {
  chmodSync,
  existsSync,
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
import { addAppearance } from "../../../app/db/appearances.ts";
import { findFile } from "../../../app/db/files.ts";
import { findPerson, updatePerson } from "../../../app/db/people.ts";
import { findPhotoByHash } from "../../../app/db/photos.ts";
import { createPerson } from "../../../app/db/people.ts";
import { readEmbeddedPackets } from "../../../app/metadata/embedded/read-packets.ts";
import { readDocument } from "../../../app/metadata/formats/read-document.ts";
import { ExiftoolError } from "../../../app/metadata/write/exiftool-error.ts";
import { findExiftool } from "../../../app/metadata/write/exiftool.ts";
import { hashOf } from "../../../app/metadata/write/replace-file.ts";
import { undoWrites } from "../../../app/metadata/write/undo-writes.ts";
import { writeNames, type WriteOptions } from "../../../app/metadata/write/write-names.ts";
import { decodeText } from "../../../app/metadata/xmp/decode-text.ts";
import { parseXmp } from "../../../app/metadata/xmp/xmp-document.ts";
import { hasExiftool, exiftool, tagsOf } from "../../support/exiftool.ts";
import { bag, xmpWith } from "../xmp-samples.ts";
import {
  addFaceOf,
  addPersonTo,
  addPhotoFile,
  writingLibrary,
  type WritingLibrary,
} from "./writing-library.ts";

const sidecars = { into: "sidecar", keepsModifiedTime: false, isDryRun: false } as const;
const files = { ...sidecars, into: "file" } as const;

const write = async ({ context }: WritingLibrary, photoIds: readonly number[], options: WriteOptions) =>
  await writeNames(context, photoIds, options);

const namesIn = (text: string) => [...new Set(readDocument(parseXmp(text), null).map(({ name }) => name))];
const sidecarNames = (path: string) => namesIn(readFileSync(path, "utf8"));

describe("sidecars", () => {
  test("a new one beside the photo, which is not touched; undo takes it away", async () => {
    const library = writingLibrary();
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    addPersonTo(library.db, "Anna Lee", photoId);
    addAppearance(library.db, { photoId, personId: createPerson(library.db, "Ben") });
    const before = readFileSync(path);
    const { files: reports, batch } = await write(library, [photoId], sidecars);
    expect(reports).toMatchObject([{ path: `${path}.xmp`, outcome: "written", target: "sidecar" }]);
    expect(batch).toBe(1);
    expect(sidecarNames(`${path}.xmp`)).toEqual(["Anna Lee", "Ben"]);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(library.folder).sort()).toEqual(["a.jpg", "a.jpg.xmp"]);
    expect((await write(library, [photoId], sidecars)).files).toMatchObject([{ outcome: "unchanged" }]);
    expect(await undoWrites(library.context)).toMatchObject({ restored: [`${path}.xmp`], failed: [] });
    expect(existsSync(`${path}.xmp`)).toBe(false);
    expect(await undoWrites(library.context)).toMatchObject({ writtenAtMs: null });
  });

  test("one of another program keeps all else, its encoding and its permissions, and comes back bit for bit", async () => {
    const library = writingLibrary();
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    addPersonTo(library.db, "Anna Lee", photoId);
    const text = xmpWith(`<dc:subject>${bag("beach", "Zoë 😀")}</dc:subject>`);
    const theirs = Buffer.from(`\ufeff${text}`, "utf16le");
    writeFileSync(`${path}.xmp`, theirs);
    chmodSync(`${path}.xmp`, 0o640);
    utimesSync(`${path}.xmp`, 1_500_000_000, 1_500_000_000);
    await write(library, [photoId], { ...sidecars, keepsModifiedTime: true });
    const written = decodeText(readFileSync(`${path}.xmp`));
    expect(written.encoding).toBe("utf-16le");
    expect(namesIn(written.text)).toEqual(["Anna Lee"]);
    expect(written.text).toContain("<rdf:li>Zoë 😀</rdf:li>");
    expect(statSync(`${path}.xmp`).mode & 0o777).toBe(0o640);
    expect(statSync(`${path}.xmp`).mtimeMs).toBe(1_500_000_000_000);
    await undoWrites(library.context);
    expect(readFileSync(`${path}.xmp`).equals(theirs)).toBe(true);
  });

  test("a dry run says what would be written, and writes nothing", async () => {
    const library = writingLibrary();
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    addPersonTo(library.db, "Anna Lee", photoId);
    const { files: reports, batch } = await write(library, [photoId], { ...sidecars, isDryRun: true });
    expect(batch).toBeNull();
    expect(reports[0]?.outcome).toBe("planned");
    expect(reports[0]?.differences.map(({ change, list, name }) => `${change} ${list} ${name}`)).toEqual([
      "add mwg Anna Lee",
      "add microsoft Anna Lee",
      "add people Anna Lee",
      "add keywords Anna Lee",
      "add hierarchy People|Anna Lee",
    ]);
    expect(existsSync(`${path}.xmp`)).toBe(false);
  });

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

  test("private people, the machine's guesses, and ignored faces are never written", async () => {
    const library = writingLibrary();
    const { db } = library;
    const { photoId, path } = await addPhotoFile(library, "a.jpg");
    addPersonTo(db, "Anna", photoId);
    const secret = addPersonTo(db, "Secret", photoId, 50);
    const person = findPerson(db, secret);
    if (person !== undefined) updatePerson(db, { ...person, isPrivate: true });
    const guessed = createPerson(db, "Guessed");
    addFaceOf(db, guessed, photoId, 60);
    db.prepare("UPDATE faces SET person_id = NULL WHERE person_id = ?").run(guessed);
    const ignored = addPersonTo(db, "Ignored", photoId, 70);
    db.prepare("UPDATE faces SET ignored = 1 WHERE person_id = ?").run(ignored);
    await write(library, [photoId], sidecars);
    expect(sidecarNames(`${path}.xmp`)).toEqual(["Anna"]);
  });

  test("renaming and removing bring up to date what Familiar wrote, and nothing else is written anew", async () => {
    const library = writingLibrary();
    const { db } = library;
    const [first, second] = [await addPhotoFile(library, "a.jpg"), await addPhotoFile(library, "b.png")];
    const anna = addPersonTo(db, "Anna", first.photoId);
    addFaceOf(db, anna, second.photoId);
    await write(library, [first.photoId], sidecars);
    const person = findPerson(db, anna);
    if (person !== undefined) updatePerson(db, { ...person, name: "Anna Lee" });
    const update = { ...sidecars, into: "as-before" } as const;
    const { files: reports } = await write(library, [first.photoId, second.photoId], update);
    expect(reports).toHaveLength(1);
    expect(sidecarNames(`${first.path}.xmp`)).toEqual(["Anna Lee"]);
    expect(existsSync(`${second.path}.xmp`)).toBe(false);
    db.prepare("UPDATE faces SET person_id = NULL").run();
    await write(library, [first.photoId], update);
    expect(existsSync(`${first.path}.xmp`)).toBe(false);
    // Two steps back: the name, then the former name.
    await undoWrites(library.context);
    expect(sidecarNames(`${first.path}.xmp`)).toEqual(["Anna Lee"]);
    await undoWrites(library.context);
    expect(sidecarNames(`${first.path}.xmp`)).toEqual(["Anna"]);
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
