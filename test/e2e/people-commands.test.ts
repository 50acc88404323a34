import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { copyOfLibrary, type ChangedLibrary } from "../support/changed-library.ts";
import { facesJson, folderOfSamples, peopleJson, scan } from "../support/library.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const age = z.strictObject({ years: z.int(), months: z.int() });

/** The fields of `familiar person NAME --json`. */
const personJson = z.strictObject({
  ...{ id: z.int(), name: z.string(), birthDate: z.string().nullable(), coverFaceId: z.int().nullable() },
  ...{ isPinned: z.boolean(), isHidden: z.boolean(), isPrivate: z.boolean() },
  ...{ faces: z.int(), photos: z.int(), confirmed: z.int(), assigned: z.int(), suggested: z.int() },
  ...{ appearances: z.int(), firstTakenAt: z.string().nullable(), lastTakenAt: z.string().nullable() },
  ages: z.strictObject({ youngest: age, oldest: age }).nullable(),
  albums: z.array(z.strictObject({ id: z.int(), name: z.string(), photos: z.int() })),
});
const historyJson = z.object({ undoable: z.int(), redoable: z.int() });
const steppedJson = z.union([
  z.strictObject({ undone: z.array(z.object({ skipped: z.literal(0) })) }),
  z.strictObject({ redone: z.array(z.object({ skipped: z.literal(0) })) }),
]);

const home = temporaryFolderForSuite();
const scanned = join(home, "library");
let photos = "";

beforeAll(async () => {
  photos = folderOfSamples(home, 1, 3, 6);
  await scan(photos, scanned);
});

/** What undo and redo of everything must bring back exactly. */
async function expectToUndoAndRedo(
  library: ChangedLibrary,
  first: unknown,
  firstSeen: unknown,
): Promise<void> {
  const [last, lastSeen] = [library.decisions(), await library.seen()];
  const { undoable } = await library.read(historyJson, "history");
  await library.read(steppedJson, "undo", String(undoable));
  expect(await library.read(historyJson, "history")).toMatchObject({ undoable: 0, redoable: undoable });
  expect(library.decisions()).toEqual(first);
  expect(await library.seen()).toEqual(firstSeen);
  await library.read(steppedJson, "redo", String(undoable));
  expect(library.decisions()).toEqual(last);
  expect(await library.seen()).toEqual(lastSeen);
}

test("name, merge, split and move; all undone, all redone", async () => {
  const library = await copyOfLibrary(scanned, photos);
  const { change, onSample } = library;
  const [first, firstSeen] = [library.decisions(), await library.seen()];
  const [anna, ben, benny, dora] = [onSample(1, 2), onSample(1, 0), onSample(3, 0), onSample(6, 0)];
  const annas = library.faces.filter(({ clusterId }) => clusterId === anna.clusterId).map(({ id }) => id);
  const named = (personId: number, personName: string, ...faceIds: number[]) => ({
    ...{ personId, personName, faceIds, changed: faceIds.length },
  });

  expect(await change("name", `group:${anna.clusterId}`, "Anna", "Lee")).toEqual([
    ...["named 2 faces Anna Lee", named(1, "Anna Lee", ...annas)],
  ]);
  expect(await change("name", `face:${ben.id}`, "Ben")).toEqual([
    ...["named 1 face Ben", named(2, "Ben", ben.id)],
  ]);
  // Somebody else of the same name, and then the same after all.
  await change("name", `face:${benny.id}`, "Ben", "--new");
  expect(await change("merge", "person:2", "person:3")).toEqual([
    ...["merged Ben (1 photo) into Ben"],
    { personId: 2, personName: "Ben", merged: [{ id: 3, name: "Ben", photos: 1 }], faces: 0 },
  ]);
  const [splitting, split] = await change("split", "ben", "--faces", `${benny.id}`);
  expect(splitting).toBe("split 1 face off Ben");
  expect(split).toMatchObject({ faceIds: [benny.id], personId: 2 });
  expect(await change("name", `face:${benny.id},${dora.id}`, "Dora")).toEqual([
    ...["named 2 faces Dora", named(4, "Dora", ...[benny.id, dora.id].sort((a, b) => a - b))],
  ]);
  expect(await change("move", String(dora.id), "ben")).toEqual([
    ...["moved 1 face from Dora to Ben", { ...named(2, "Ben", dora.id), formerPersonIds: [4] }],
  ]);
  await change("move", `face:${dora.id}`, "Emil", "--new");

  // Two strangers who are one, and Anna after all.
  const [one, other] = [onSample(1, 1), onSample(6, 1)];
  const [merging, merged] = await change("merge", `group:${one.clusterId}`, `group:${other.clusterId}`);
  expect(merging).toBe("merged 2 groups (2 faces)");
  const { groupId } = z.object({ groupId: z.int() }).parse(merged);
  expect(await library.read(facesJson, "faces", "--group", String(groupId))).toHaveLength(2);
  expect(await change("split", `group:${groupId}`, "--faces", `${other.id}`)).toMatchObject([
    ...["split 1 face off their group", { faceIds: [other.id], personId: null }],
  ]);
  expect(await change("name", `face:${other.id}`, "anna lee", "--existing")).toEqual([
    ...["named 1 face Anna Lee", named(1, "Anna Lee", other.id)],
  ]);
  expect((await library.read(peopleJson, "people")).people.map(({ name, faces }) => [name, faces])).toEqual([
    ...[
      ["Anna Lee", 3],
      ["Ben", 1],
      ["Dora", 1],
      ["Emil", 1],
    ],
  ]);
  await expectToUndoAndRedo(library, first, firstSeen);
});

test("ignore, draw, delete and answer; all undone, all redone", async () => {
  const library = await copyOfLibrary(scanned, photos);
  const { change, onSample } = library;
  const [first, firstSeen] = [library.decisions(), await library.seen()];
  const ignored = async () =>
    (await library.read(facesJson, "faces", "--ignored")).map(({ id }) => id).sort((a, b) => a - b);
  const sorted = (...faces: { readonly id: number }[]) => faces.map(({ id }) => id).sort((a, b) => a - b);
  const sample6 = [0, 1, 2, 3].map((place) => onSample(6, place));
  const [kept, ...others] = sample6;
  const single = onSample(1, 0);

  expect(await change("ignore", `group:${single.clusterId}`)).toEqual([
    ...["ignored 1 group (1 face)", { faceIds: [single.id], groups: 1 }],
  ]);
  await change("ignore", `face:${onSample(3, 0).id}`);
  expect(await change("ignore", "--others-in", "sample6.jpg", "--except", String(kept?.id))).toEqual([
    ...["ignored 3 unnamed faces in sample6.jpg", { faceIds: sorted(...others) }],
  ]);
  expect(await ignored()).toEqual(sorted(single, onSample(3, 0), ...others));
  const [summary] = await change("ignore", "--smaller-than", "2000", "--in", ".");
  expect(summary).toBe(`ignored 5 unnamed faces below 2000 pixels in ${photos}`);
  expect(await ignored()).toHaveLength(10);
  expect(await change("unignore", String(single.id), "sample6.jpg")).toEqual([
    ...["stopped ignoring 5 faces", { faceIds: sorted(single, ...sample6) }],
  ]);
  await change("unignore", "--in", photos);
  expect(await ignored()).toEqual([]);

  const [drawing, drawn] = await change(
    "face",
    "draw",
    "sample1.jpg",
    "--box",
    "5,6,70,80",
    "--name",
    "Carl",
  );
  const { faceId } = z.object({ faceId: z.int() }).parse(drawn);
  expect(drawing).toBe("drew a face of Carl in sample1.jpg");
  expect(await library.read(facesJson, "faces", "--person", "carl")).toMatchObject([
    { id: faceId, photo: join(photos, "sample1.jpg"), box: { x: 5, y: 6, width: 70, height: 80 } },
  ]);
  expect(await change("face", "delete", `${faceId}`, `face:${single.id}`)).toEqual([
    ...["deleted 2 false faces", { faceIds: sorted({ id: faceId }, single) }],
  ]);
  const deleted = await library.read(facesJson, "faces", "--deleted");
  expect(deleted.map((row) => [row.id, row.deleted])).toEqual([
    ...[
      [single.id, true],
      [faceId, true],
    ],
  ]);
  await change("face", "restore", String(faceId));

  expect(await change("face", "confirm", "Carl", `${onSample(3, 2).id}`, `${faceId}`)).toMatchObject([
    ...["confirmed 2 faces of Carl", { personId: 1, changed: 2 }],
  ]);
  expect(await change("face", "reject", "Carl", `${onSample(3, 2).id}`)).toEqual([
    ...["said that 1 face is not Carl", { personId: 1, personName: "Carl", faceIds: [onSample(3, 2).id] }],
  ]);
  expect(await change("face", "remove", `${faceId}`)).toEqual([
    ...["removed 1 face from Carl", { faceIds: [faceId], personIds: [1] }],
  ]);
  await expectToUndoAndRedo(library, first, firstSeen);
});

test("everything of a person; all undone, all redone", async () => {
  const library = await copyOfLibrary(scanned, photos);
  const { change, onSample } = library;
  const [first, firstSeen] = [library.decisions(), await library.seen()];
  const annas = [onSample(1, 2), onSample(3, 1)];
  await change("name", `face:${annas.map(({ id }) => id).join(",")}`, "Ann");
  const person = async (...args: string[]) => (await change("person", ...args))[0];

  expect(await person("ann", "--rename", "Anna Lee")).toBe("renamed Ann to Anna Lee");
  expect(await person("anna", "lee", "--birth-date", "1990-02-28")).toBe(
    "set the birth date of Anna Lee to 1990-02-28",
  );
  expect(await person("person:1", "--cover", `face:${annas[1]?.id}`)).toBe(
    "chose another cover for Anna Lee",
  );
  expect(await person("person:1", "--pin")).toBe("pinned Anna Lee");
  expect(await person("person:1", "--private")).toBe("made Anna Lee private");
  expect(await person("person:1", "--in", "sample6.jpg")).toBe("added Anna Lee to 1 photo without a face");
  expect(await person("Grandpa", "--in", "sample1.jpg", "--in", "sample6.jpg", "--new")).toBe(
    "added Grandpa to 2 photos without a face",
  );
  expect(await person("grandpa", "--not-in", "sample1.jpg")).toBe(
    "removed Grandpa from 1 photo without a face",
  );
  expect(await person("grandpa", "--different-from", "anna lee")).toBe(
    "said that Grandpa and Anna Lee are different people",
  );
  expect(await person("grandpa", "--hide")).toBe("hid Grandpa");

  expect(await library.read(personJson, "person", "anna lee")).toMatchObject({
    ...{ id: 1, name: "Anna Lee", birthDate: "1990-02-28", coverFaceId: annas[1]?.id },
    ...{ isPinned: true, isHidden: false, isPrivate: true },
    ...{ faces: 2, photos: 3, confirmed: 2, assigned: 0, appearances: 1, albums: [] },
  });
  const shown = await library.read(peopleJson, "people");
  expect([shown.people.map(({ name }) => name), shown.hiddenPeople]).toEqual([["Anna Lee"], 1]);
  const everybody = await library.read(peopleJson, "people", "--all");
  expect(everybody.people.map(({ name, isHidden }) => [name, isHidden])).toEqual([
    ...[
      ["Anna Lee", false],
      ["Grandpa", true],
    ],
  ]);

  expect(await change("merge", "anna lee", "grandpa", "--different")).toMatchObject([
    ...["merged Grandpa (1 photo) into Anna Lee", { personId: 1 }],
  ]);
  expect(await change("person", "anna lee", "--delete")).toMatchObject([
    ...["deleted Anna Lee (3 photos)", { people: [{ id: 1, name: "Anna Lee", photos: 3 }] }],
  ]);
  expect((await library.read(peopleJson, "people", "--all")).people).toEqual([]);
  await expectToUndoAndRedo(library, first, firstSeen);
});
