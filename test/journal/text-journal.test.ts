import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addRoot } from "../../app/db/roots.ts";
import { rememberRecipe, storedModels } from "../../app/db/stored-recipe.ts";
import { act } from "../../app/journal/act.ts";
import { JournalAccessError, JournalNewerError } from "../../app/journal/errors.ts";
import { redo } from "../../app/journal/redo.ts";
import { undo } from "../../app/journal/undo.ts";
import { errorOf } from "../support/error-of.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addSixFaces, nameFaces, namesByPlace, openActionLibrary } from "./action-library.ts";

const [hash1, hash2] = ["01".repeat(32), "02".repeat(32)];

function linesOf(folder: string): unknown[] {
  const text = readFileSync(join(folder, "journal.jsonl"), "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

/** A library with Ada on face 1 and Ben on the faces 2 and 4; closed again. */
function libraryOfTwo(): string {
  const folder = temporaryFolder();
  const library = openActionLibrary(folder);
  addSixFaces(library.db);
  nameFaces(library, "Ada", 1);
  nameFaces(library, "Ben", 2, 4);
  library.close();
  return folder;
}

const names = { "1:0": "Ada", "1:100": "Ben", "2:0": "Ben" };

test("every step is a line with all that it takes to do it without the catalogue", () => {
  const folder = temporaryFolder();
  const library = openActionLibrary(folder);
  addSixFaces(library.db);
  expect(existsSync(join(folder, "journal.jsonl"))).toBe(false);
  nameFaces(library, "Ada", 5);
  undo(library);
  redo(library);
  const naming = {
    ...{ action: 1, kind: "name-faces", summary: "named 1 faces Ada" },
    changes: [
      {
        ...{ table: "people", key: [1], before: null },
        after: {
          ...{ name: "Ada", birth_date: null, cover_face_id: null },
          ...{ is_pinned: 0, is_hidden: 0, is_private: 0 },
        },
      },
      { table: "person_identities", key: [expect.any(String), 1], before: null, after: {} },
      {
        ...{ table: "faces", key: [5] },
        before: { person_id: null, cluster_id: 1, ignored: 0, is_false: 0 },
        after: { person_id: 1, cluster_id: 1, ignored: 0, is_false: 0 },
      },
    ],
    faces: { 5: { photo: hash2, box: [100, 20, 30, 40.5] } },
    ...{ photos: {}, people: { 1: "Ada" } },
  };
  const doneAt = "2026-11-23T00:00:01.000Z";
  expect(linesOf(folder)).toEqual([
    { journal: "familiar", version: 1 },
    { number: 1, event: "do", at: doneAt, ...naming },
    { number: 2, event: "undo", at: "2026-11-23T00:00:02.000Z", doneAt, ...naming },
    { number: 3, event: "redo", at: "2026-11-23T00:00:03.000Z", doneAt, ...naming },
  ]);
  expect(library.journal.problem()).toBeNull();
});

test("photos that are mentioned come with their hash, and folders with a line each", () => {
  const folder = temporaryFolder();
  const library = openActionLibrary(folder);
  addSixFaces(library.db);
  addRoot(library.db, "/photos", Date.UTC(2026, 0, 2));
  act(library, { kind: "create-album", summary: "made an album" }, () =>
    library.db.exec(
      "INSERT INTO albums (name, position) VALUES ('Trip', 1); INSERT INTO album_photos VALUES (1, 1, 0)",
    ),
  );
  library.journal.bringUpToDate(library.db);
  const [, root, album, ...more] = linesOf(folder);
  expect(root).toEqual({ root: "/photos", at: "2026-01-02T00:00:00.000Z" });
  expect(album).toMatchObject({ photos: { 1: hash1 }, faces: {} });
  expect(more).toEqual([]);
});

test("the models have a line when they change, so that a new catalogue looks with the same", () => {
  const folder = temporaryFolder();
  const [first, second] = ["mobilefacenet", "twin"].map((embedding) => ({
    ...{ detector: "rfb-320", landmarks: null, embedding },
  }));
  if (first === undefined || second === undefined) throw new Error("There are two.");
  const library = openActionLibrary(folder);
  for (const recipe of [first, first, second]) {
    rememberRecipe(library.db, recipe);
    library.journal.bringUpToDate(library.db);
  }
  library.close();
  expect(linesOf(folder).slice(1)).toEqual([{ recipe: first }, { recipe: second }]);
  rmSync(join(folder, "catalogue.db"));
  const again = openActionLibrary(folder);
  expect(storedModels(again.db)).toEqual(second);
  rememberRecipe(again.db, second);
  again.close();
  expect(linesOf(folder).slice(3)).toEqual([{ replayed: expect.any(String) as string }]);
});

describe("at the opening", () => {
  test("lines that a crash kept from the file are written", () => {
    const folder = libraryOfTwo();
    const path = join(folder, "journal.jsonl");
    const whole = readFileSync(path, "utf8");
    const lines = whole.trimEnd().split("\n");
    for (const count of [2, 1, 0]) {
      writeFileSync(
        path,
        lines
          .slice(0, count)
          .map((line) => `${line}\n`)
          .join(""),
      );
      const library = openActionLibrary(folder);
      expect(library.report).toEqual({ replayedSteps: 0, badLines: [], tornLineIn: null, setAsideAs: null });
      library.close();
      expect(readFileSync(path, "utf8")).toBe(whole);
    }
    rmSync(path);
    openActionLibrary(folder).close();
    expect(readFileSync(path, "utf8")).toBe(whole);
  });

  test("a last line cut anywhere is kept aside, cut off and written again", () => {
    const folder = libraryOfTwo();
    const path = join(folder, "journal.jsonl");
    const whole = readFileSync(path);
    const lastLine = whole.lastIndexOf("\n", whole.length - 2) + 1;
    for (const size of [lastLine + 1, lastLine + 40, whole.length - 2]) {
      truncateSync(path, size);
      const library = openActionLibrary(folder);
      expect(library.report).toMatchObject({ tornLineIn: `${path}.torn`, badLines: [] });
      library.close();
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
    const torn = readFileSync(`${path}.torn`, "utf8").split("\n");
    const last = whole.toString("utf8").trimEnd().split("\n").at(-1) ?? "";
    expect(torn).toEqual([last.slice(0, 1), last.slice(0, 40), last.slice(0, -1), ""]);
  });

  test("a last line that lacks nothing but its end gets it", () => {
    const folder = libraryOfTwo();
    const path = join(folder, "journal.jsonl");
    const whole = readFileSync(path);
    truncateSync(path, whole.length - 1);
    expect(openActionLibrary(folder).report.tornLineIn).toBeNull();
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  test("a journal of another catalogue is set aside, and this one's is written", () => {
    const [folder, other] = [libraryOfTwo(), libraryOfTwo()];
    const library = openActionLibrary(other, Date.UTC(2027, 0, 1));
    undo(library);
    nameFaces(library, "Cy", 6);
    library.close();
    const path = join(folder, "journal.jsonl");
    const before = readFileSync(path, "utf8");
    const mine = openActionLibrary(folder);
    undo(mine);
    mine.close();
    const foreign = readFileSync(join(other, "journal.jsonl"));
    writeFileSync(path, foreign);
    const again = openActionLibrary(folder, Date.UTC(2026, 10, 24));
    const aside = `${path}.other-2026-11-24T00-00-02-000Z`;
    expect(again.report).toMatchObject({ setAsideAs: aside, replayedSteps: 0 });
    expect(namesByPlace(again.db)).toEqual({ "1:0": "Ada" });
    expect(readFileSync(aside).subarray(0, foreign.length).equals(foreign)).toBe(true);
    expect(readFileSync(path, "utf8").startsWith(before)).toBe(true);
    expect(linesOf(folder)).toHaveLength(4);
  });

  test("a journal of a newer Familiar is refused and left as it is", () => {
    const folder = libraryOfTwo();
    const path = join(folder, "journal.jsonl");
    const newer = '{"journal":"familiar","version":2}\n{"something":"new"}\n';
    writeFileSync(path, newer);
    expect(errorOf(() => openActionLibrary(folder))).toBeInstanceOf(JournalNewerError);
    expect(readFileSync(path, "utf8")).toBe(newer);
  });
});

test("what cannot be written now is written by the next action; the decision itself is kept", () => {
  const folder = temporaryFolder();
  const library = openActionLibrary(folder);
  addSixFaces(library.db);
  const path = join(folder, "journal.jsonl");
  mkdirSync(path);
  nameFaces(library, "Ada", 1);
  expect(library.journal.problem()).toBeInstanceOf(JournalAccessError);
  expect(String(library.journal.problem())).toContain(
    `${path} cannot be used: there is a folder of that name.`,
  );
  expect(namesByPlace(library.db)).toEqual({ "1:0": "Ada" });
  rmdirSync(path);
  nameFaces(library, "Ben", 2);
  expect(library.journal.problem()).toBeNull();
  expect(linesOf(folder)).toMatchObject([
    {},
    { summary: "named 1 faces Ada" },
    { summary: "named 1 faces Ben" },
  ]);
});

describe("damage in the middle", () => {
  test("costs that line only: the rest is replayed, the line stays in the file and is named", () => {
    const folder = libraryOfTwo();
    const path = join(folder, "journal.jsonl");
    const [header, ada, ben] = readFileSync(path, "utf8").trimEnd().split("\n");
    rmSync(join(folder, "catalogue.db"));
    writeFileSync(path, `${header ?? ""}\n${(ada ?? "").slice(0, 30)}\u0000\n${ben ?? ""}\n`);
    const library = openActionLibrary(folder);
    expect(library.report).toMatchObject({
      replayedSteps: 1,
      badLines: [{ lineNumber: 2, reason: "it cannot be read" }],
    });
    expect(namesByPlace(library.db)).toEqual({ "1:100": "Ben", "2:0": "Ben" });
    expect(readFileSync(path, "utf8")).toContain(`${(ada ?? "").slice(0, 30)}\u0000\n`);
  });

  test("a person whose line is lost comes back with the name that later lines tell", () => {
    const folder = libraryOfTwo();
    const before = openActionLibrary(folder);
    act(before, { kind: "name-face", summary: "named a face Ada" }, () =>
      before.db.exec("UPDATE faces SET person_id = 1 WHERE id = 6"),
    );
    before.close();
    const path = join(folder, "journal.jsonl");
    const lines = readFileSync(path, "utf8").split("\n");
    rmSync(join(folder, "catalogue.db"));
    writeFileSync(path, lines.filter((_, at) => at !== 1).join("\n"));
    expect(namesByPlace(openActionLibrary(folder).db)).toEqual({
      "1:100": "Ben",
      "2:0": "Ben",
      "2:200": "Ada",
    });
  });

  test("lines of nonsense are no reason to stop", () => {
    const folder = libraryOfTwo();
    const path = join(folder, "journal.jsonl");
    const lines = readFileSync(path, "utf8").split("\n");
    lines.splice(2, 0, "null", "[]", '{"number":-1}', "", "\u0000".repeat(50), '{"root":7}');
    rmSync(join(folder, "catalogue.db"));
    writeFileSync(path, lines.join("\n"));
    const library = openActionLibrary(folder);
    expect(library.report.badLines.map(({ lineNumber }) => lineNumber)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(namesByPlace(library.db)).toEqual(names);
  });
});

test("a long journal is read from its end", () => {
  const folder = libraryOfTwo();
  const path = join(folder, "journal.jsonl");
  // More than the first look at the end takes in, and nothing to find there.
  appendFileSync(path, `"${"x".repeat(200_000)}"\n`);
  const library = openActionLibrary(folder);
  nameFaces(library, "Cy", 6);
  library.close();
  expect(linesOf(folder).at(-1)).toMatchObject({ number: 3, people: { 3: "Cy" } });
  expect(linesOf(folder)).toHaveLength(5);
});
