import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "vitest";
import { addAppearance } from "../../../app/db/appearances.ts";
import { createPerson, findPerson, updatePerson } from "../../../app/db/people.ts";
import { undoWrites } from "../../../app/metadata/write/undo-writes.ts";
import { decodeText } from "../../../app/metadata/xmp/decode-text.ts";
import { bag, xmpWith } from "../xmp-samples.ts";
import { namesIn, sidecarNames, sidecars, write } from "./write-as-user.ts";
import { addFaceOf, addPersonTo, addPhotoFile, writingLibrary } from "./writing-library.ts";

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
});
