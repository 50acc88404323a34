import { describe, expect, test } from "vitest";
import { findFolder } from "../../app/cli/find-folder.ts";
import {
  AmbiguousPersonError,
  BareNumberError,
  NameChoiceError,
  NothingThereError,
  UnknownNameError,
  UnknownPhotoPathError,
  WrongKindError,
} from "../../app/cli/reference-errors.ts";
import {
  choosePerson,
  findIds,
  findPerson,
  findPhotoId,
  findPersonOrNew,
  findReferences,
  refuseTakenName,
  splitReferences,
} from "../../app/cli/references.ts";
import { UsageError } from "../../app/cli/usage-error.ts";
import type { Database } from "../../app/db/open.ts";
import { createPerson } from "../../app/db/people.ts";
import { errorOf } from "../support/error-of.ts";
import { assign, face, group, peopleFixture, person } from "../support/people.ts";

/** Photos 1 to 3; person 1 Zoë Müller (faces 1, 2), person 2 Ben (face 3), group 3 (faces 4, 5), ungrouped face 6. */
function smallLibrary(): Database {
  const { db } = peopleFixture();
  person(db, "Zoë Müller", 1, 2);
  person(db, "Ben", 3);
  group(db, 1, 3);
  face(db, 3);
  return db;
}

function usageErrorOf(work: () => unknown): UsageError {
  const error = errorOf(work);
  if (!(error instanceof UsageError)) throw error;
  return error;
}

describe("what is there", () => {
  test.each([
    ["person:2", { kind: "person", id: 2 }],
    ["PERSON:2", { kind: "person", id: 2 }],
    ["group:3", { kind: "group", id: 3 }],
    ["face:6", { kind: "face", id: 6 }],
    ["photo:3", { kind: "photo", id: 3 }],
    ["zoe  MULLER", { kind: "person", id: 1 }],
    ["ben", { kind: "person", id: 2 }],
  ])("%s", (word, reference) => {
    expect(findReferences(smallLibrary(), [word], ["person", "group", "face", "photo"])).toEqual([reference]);
  });

  test("several of a kind in one word, and each thing once", () => {
    expect(findReferences(smallLibrary(), ["face:6,4", "group:3", "face:4"], ["group", "face"])).toEqual([
      { kind: "face", id: 6 },
      { kind: "face", id: 4 },
      { kind: "group", id: 3 },
    ]);
  });

  test("numbers alone where only faces are expected", () => {
    expect(findIds(smallLibrary(), ["4,5", "face:6"], "face")).toEqual([4, 5, 6]);
  });

  test("numbers alone mean faces where photos are expected, too", () => {
    expect(findReferences(smallLibrary(), ["4", "photo:2", "/photos/1.jpg"], ["face", "photo"])).toEqual([
      { kind: "face", id: 4 },
      { kind: "photo", id: 2 },
      { kind: "photo", id: 1 },
    ]);
  });

  test("a folder with photos of the library", () => {
    expect(findFolder(smallLibrary(), "/photos/../photos/")).toBe("/photos");
    expect(findFolder(smallLibrary(), "/")).toBe("/");
  });

  test("a photo by its path", () => {
    expect(findPhotoId(smallLibrary(), "/photos/../photos/2.jpg")).toBe(2);
  });
});

describe("what is not there, or not clear", () => {
  test.each(["person:9", "group:1", "group:9", "face:7", "photo:4"])("%s", (word) => {
    const db = smallLibrary();
    const error = usageErrorOf(() => findReferences(db, [word], ["person", "group", "face", "photo"]));
    expect(error).toBeInstanceOf(NothingThereError);
    expect(error).toMatchObject({ reference: word });
    expect(error.message).toMatch(/^There is no (person|group|face|photo).* with the number \d/);
  });

  test.each([
    ["Bem", ["Ben"], "Nobody is called Bem. Did you mean Ben?"],
    ["muller", ["Zoë Müller"], "Nobody is called muller. Did you mean Zoë Müller?"],
    ["zo", ["Zoë Müller"], "Nobody is called zo. Did you mean Zoë Müller?"],
    ["Xaver", [], 'Nobody is called Xaver. "familiar people" lists everybody.'],
  ])("the name %j", (name, suggestions, message) => {
    const error = usageErrorOf(() => findPerson(smallLibrary(), name));
    expect(error).toBeInstanceOf(UnknownNameError);
    expect(error).toMatchObject({ personName: name, suggestions, message });
  });

  test("a name that is missing", () => {
    expect(usageErrorOf(() => findPerson(smallLibrary(), " ")).message).toBe(
      "The name of the person is missing.",
    );
  });

  test("a name that two people have", () => {
    const db = smallLibrary();
    const id = createPerson(db, "BEN");
    assign(db, 6, id);
    const error = usageErrorOf(() => findPerson(db, "ben"));
    expect(error).toBeInstanceOf(AmbiguousPersonError);
    expect(error.message.split("\n")).toEqual([
      "2 people are called ben:",
      "  person:2  Ben  1 face  for example in /photos/3.jpg",
      "  person:3  BEN  1 face  for example in /photos/3.jpg",
      "Say which one by the number, as it stands here.",
    ]);
  });

  test("a number of which it is not clear of what", () => {
    const db = smallLibrary();
    const error = usageErrorOf(() => findReferences(db, ["5"], ["group", "face"]));
    expect(error).toBeInstanceOf(BareNumberError);
    expect(error.message).toBe("Say what 5 is the number of: group:5 or face:5.");
    const id = createPerson(db, "5");
    expect(findPerson(db, "5").id).toBe(id);
  });

  test("something else than what is expected", () => {
    const db = smallLibrary();
    const error = usageErrorOf(() => findReferences(db, ["Ben"], ["group", "face"]));
    expect(error).toBeInstanceOf(WrongKindError);
    expect(error.message).toBe("Expected is a group (group:14), or a face (face:7), not Ben.");
    expect(usageErrorOf(() => findIds(db, ["group:3"], "face"))).toBeInstanceOf(WrongKindError);
  });

  test("several where there can be one", () => {
    expect(usageErrorOf(() => findPerson(smallLibrary(), "person:1,2"))).toBeInstanceOf(UsageError);
    expect(usageErrorOf(() => findPhotoId(smallLibrary(), "photo:1,2"))).toBeInstanceOf(UsageError);
  });

  test("a folder without photos of the library", () => {
    const db = smallLibrary();
    expect(usageErrorOf(() => findFolder(db, "/photo")).message).toBe("The library has no photos in /photo");
    expect(usageErrorOf(() => findFolder(db, "")).message).toBe("The name of a folder is missing.");
  });

  test("a path of no photo", () => {
    const error = usageErrorOf(() => findPhotoId(smallLibrary(), "/elsewhere/3.jpg"));
    expect(error).toBeInstanceOf(UnknownPhotoPathError);
    expect(error.message).toBe("The library has no photo /elsewhere/3.jpg. Did you mean\n  /photos/3.jpg");
    expect(usageErrorOf(() => findPhotoId(smallLibrary(), "/elsewhere/x.jpg")).message).toBe(
      "The library has no photo /elsewhere/x.jpg. Scan its folder first, or write photo: and its number.",
    );
  });
});

describe("who gets faces", () => {
  test.each([
    ["Xaver", {}, { name: "Xaver" }],
    ["person:2", {}, { id: 2 }],
    ["ben", { existing: true }, { id: 2 }],
    ["Ben", { new: true }, { name: "Ben", allowSameName: true }],
  ])("%s %j", (name, flags, choice) => {
    expect(choosePerson(smallLibrary(), name, flags)).toEqual(choice);
  });

  test("a name that is taken asks which person it is", () => {
    const error = usageErrorOf(() => choosePerson(smallLibrary(), "zoe muller", {}));
    expect(error).toBeInstanceOf(NameChoiceError);
    expect(error.message.split("\n")).toEqual([
      "There is already somebody called zoe muller:",
      "  person:1  Zoë Müller  2 faces  for example in /photos/1.jpg",
      "The same person: write person:1 in place of the name, or add --existing. Somebody else of the same name: add --new.",
    ]);
  });

  test("a name to rename somebody to offers to merge, unless it is their own", () => {
    const db = smallLibrary();
    refuseTakenName(db, "ZOE MULLER", 1);
    refuseTakenName(db, "Xaver", 1);
    const error = usageErrorOf(() => {
      refuseTakenName(db, "ben", 1);
    });
    expect(error).toBeInstanceOf(NameChoiceError);
    expect(error.message.split("\n").at(-1)).toBe(
      "The same person: make them one with familiar merge person:2 person:1. Somebody else of the same name: add --new.",
    );
  });

  test("whoever is called so, or somebody who is said to be new", () => {
    const db = smallLibrary();
    expect(findPersonOrNew(db, "ben", false)).toEqual({ id: 2 });
    expect(findPersonOrNew(db, "Xaver", true)).toEqual({ name: "Xaver", allowSameName: true });
    expect(usageErrorOf(() => findPersonOrNew(db, "Bem", false)).message).toBe(
      "Nobody is called Bem. Did you mean Ben? Somebody new: add --new.",
    );
  });

  test("nobody is both new and known by number", () => {
    expect(usageErrorOf(() => choosePerson(smallLibrary(), "person:2", { new: true })).message).toBe(
      "person:2 is not new: leave out --new, or write a name.",
    );
    expect(usageErrorOf(() => choosePerson(smallLibrary(), "Xaver", { existing: true }))).toBeInstanceOf(
      UnknownNameError,
    );
  });
});

test.each([
  [["group:1", "face:2,3", "Anna", "Lee"], {}, ["group:1", "face:2,3"], "Anna Lee"],
  [["group:1", "person:4"], {}, ["group:1"], "person:4"],
  [["group:1"], {}, ["group:1"], ""],
  [["7", "8", "Anna"], { bareNumbersToo: true }, ["7", "8"], "Anna"],
  [["7", "Anna"], {}, [], "7 Anna"],
])("%j %j are references and a name", (words, options, references, rest) => {
  expect(splitReferences(words, options)).toEqual({ references, rest });
});
