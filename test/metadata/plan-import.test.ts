import { expect, test } from "vitest";
import type { NameChoice } from "../../app/metadata/import-plan.ts";
import {
  planImport,
  type KnownFace,
  type KnownLibrary,
  type KnownPhoto,
} from "../../app/metadata/plan-import.ts";
import type { SourcedRegion } from "../../app/metadata/place-regions.ts";
import type { Area } from "../../app/metadata/region.ts";

const picture = { width: 1000, height: 1000, orientation: 1 };

function region(name: string | null, area: Area | null, more: Partial<SourcedRegion> = {}): SourcedRegion {
  return {
    name,
    area,
    kind: "mwg",
    appliedTo: null,
    usualFrame: "stored",
    place: "sidecar",
    path: "/p.xmp",
    ...more,
  };
}

function square(x: number, y: number, side = 0.1): Area {
  return { x, y, width: side, height: side };
}

function face(id: number, x: number, y: number, more: Partial<KnownFace> = {}): KnownFace {
  return {
    id,
    box: { x, y, width: 100, height: 100 },
    personId: null,
    ignored: false,
    isFalse: false,
    ...more,
  };
}

function library(photo: Partial<KnownPhoto>, more: Partial<KnownLibrary> = {}): KnownLibrary {
  const empty = { faces: [], appearing: [], rejections: [], sameAs: [], imported: new Set<string>() };
  return {
    people: [{ id: 1, name: "Anna" }],
    importedPeople: new Map(),
    photo: () => ({ ...empty, ...photo }),
    ...more,
  };
}

function plan(
  regions: readonly SourcedRegion[],
  known: KnownLibrary = library({}),
  options: { readonly choices?: ReadonlyMap<string, NameChoice>; readonly picture?: typeof picture } = {},
) {
  const photo = { photoId: 7, path: "/p.jpg", picture: options.picture ?? picture, regions };
  return planImport({ photos: [photo], photosRead: 1, problems: [] }, known, options.choices);
}

test("a name goes to the face that it lies on, else a face is drawn; each name and each face once", () => {
  const faces = [face(11, 100, 100), face(12, 500, 500)];
  const { deeds, counts } = plan(
    // Larger than the face, as programs that take the hair with it draw.
    [
      region("Anna", { x: 0.08, y: 0.06, width: 0.14, height: 0.16 }),
      region("Ben", square(0.49, 0.51)),
      region("Cleo", square(0.8, 0.1)),
    ],
    library({ faces }),
  );
  expect(deeds).toMatchObject([
    { deed: "name-face", faceId: 11, name: "Anna" },
    { deed: "name-face", faceId: 12, name: "Ben" },
    { deed: "draw-face", name: "Cleo", box: { x: 800, y: 100, width: 100, height: 100 } },
  ]);
  expect(counts).toMatchObject({
    facesNamed: 2,
    facesDrawn: 1,
    peopleNew: 2,
    peopleExisting: 1,
    conflicts: 0,
  });
});

test("of two names near one face the closer one gets it", () => {
  const { deeds } = plan(
    [region("Ben", square(0.16, 0.1)), region("Anna", square(0.1, 0.1))],
    library({ faces: [face(11, 100, 100)] }),
  );
  expect(deeds).toMatchObject([
    { name: "Ben", deed: "draw-face" },
    { name: "Anna", deed: "name-face", faceId: 11 },
  ]);
});

test("what several programs say of one place counts once, and a sidecar before the file", () => {
  const { deeds } = plan([
    region("Anna Lee", square(0.1, 0.1)),
    region("anna lee", square(0.102, 0.1), { kind: "microsoft" }),
    region("Wrong", square(0.1, 0.11), { place: "embedded" }),
    region("Anna Lee", null, { kind: "iptc" }),
    region("ANNA LEE", null, { kind: "keywords" }),
  ]);
  expect(deeds).toMatchObject([{ name: "Anna Lee", deed: "draw-face" }]);
});

test("without a place: in the photo without a face, unless they have one there", () => {
  const known = library(
    { faces: [face(11, 100, 100, { personId: 1 })], appearing: [2] },
    {
      people: [
        { id: 1, name: "Anna" },
        { id: 2, name: "Ben" },
      ],
    },
  );
  const { deeds, counts } = plan([region("Anna", null), region("Ben", null), region("Cleo", null)], known);
  expect(deeds).toMatchObject([{ name: "Cleo", deed: "add-appearance" }]);
  expect(counts.alreadySo).toBe(2);
});

const decided: [string, Partial<KnownPhoto>, string][] = [
  ["who has another name", { faces: [face(11, 100, 100, { personId: 2 })] }, "other-name"],
  [
    "of which they said no",
    { faces: [face(11, 100, 100)], rejections: [{ faceId: 11, personId: 1 }] },
    "rejected",
  ],
  ["that they ignore", { faces: [face(11, 100, 100, { ignored: true })] }, "ignored"],
  ["that they called none", { faces: [face(11, 100, 100, { isFalse: true })] }, "no-face"],
  [
    "beside another face of the person",
    { faces: [face(11, 100, 100), face(12, 500, 500, { personId: 1 })] },
    "twice",
  ],
];

test.each(decided)("what the user decided stays: a face %s", (_, photo, reason) => {
  const { deeds, conflicts } = plan(
    [region("Anna", square(0.1, 0.1))],
    library(photo, {
      people: [
        { id: 1, name: "Anna" },
        { id: 2, name: "Ben" },
      ],
    }),
  );
  expect(deeds).toEqual([]);
  expect(conflicts).toMatchObject([{ name: "Anna", path: "/p.jpg", reason }]);
});

test("nobody is in a photo twice, and no face is drawn that is smaller than a face can be", () => {
  const { deeds, conflicts } = plan([
    region("Anna", square(0.1, 0.1)),
    region("Anna", square(0.5, 0.5)),
    region("Ben", square(0.9, 0.1, 0.005)),
  ]);
  expect(deeds).toHaveLength(1);
  expect(conflicts.map(({ reason }) => reason)).toEqual(["twice", "too-small"]);
});

test("equal names are one person, whatever their case and spaces", () => {
  const photos = ["Cleo  Paz", "cleo paz", "CLEO PAZ "].map((name, at) => ({
    ...{ photoId: at, path: `/${at}.jpg`, picture, regions: [region(name, square(0.1, 0.1))] },
  }));
  const { people } = planImport({ photos, photosRead: 3, problems: [] }, library({}));
  expect(people).toMatchObject([{ name: "Cleo Paz", target: { kind: "new" }, facesDrawn: 3 }]);
});

test("a name that several people of the library have is asked about; the answer counts", () => {
  const people = [
    { id: 1, name: "Anna" },
    { id: 2, name: "anna" },
  ];
  const regions = [region("Anna", square(0.1, 0.1))];
  expect(plan(regions, library({}, { people })).conflicts).toMatchObject([{ reason: "several-people" }]);
  const chosen = (choice: NameChoice) =>
    plan(regions, library({}, { people }), { choices: new Map([["anna", choice]]) });
  expect(chosen({ personId: 2 }).people).toMatchObject([{ target: { kind: "existing", personId: 2 } }]);
  expect(chosen("new").people).toMatchObject([{ target: { kind: "new" } }]);
  expect(chosen("leave-out").counts).toMatchObject({ facesDrawn: 0, conflicts: 0 });
});

test("a name that an earlier import gave to somebody means them, also when they are called otherwise now", () => {
  const known = library(
    {},
    { people: [{ id: 5, name: "Anna Lee-Paz" }], importedPeople: new Map([["anna", 5]]) },
  );
  expect(plan([region("Anna", square(0.1, 0.1))], known).people).toMatchObject([
    { target: { kind: "existing", personId: 5 } },
  ]);
});

test("when nothing tells which frame is meant, the faces do", () => {
  const turned = { width: 1000, height: 1000, orientation: 6 };
  const written = { name: "Anna", area: square(0.1, 0.2) };
  const known = (x: number, y: number) => library({ faces: [face(11, x, y)] });
  const faces = (x: number, y: number) =>
    plan([region(written.name, written.area)], known(x, y), { picture: turned }).deeds;
  // Stored at 0.1, 0.2: turned to the right it is seen at 0.7, 0.1.
  expect(faces(700, 100)).toMatchObject([{ deed: "name-face", faceId: 11 }]);
  expect(faces(100, 200)).toMatchObject([{ deed: "name-face", faceId: 11 }]);
});

test("an area of a picture that was cropped since is none; the person is still in the photo", () => {
  const { deeds } = plan([region("Anna", square(0.1, 0.1), { appliedTo: { width: 4000, height: 3000 } })]);
  expect(deeds).toMatchObject([{ deed: "add-appearance", name: "Anna" }]);
});

test("faces without a name, and photos that were not scanned, are counted only", () => {
  expect(plan([region(null, square(0.1, 0.1)), region("  ", square(0.5, 0.1))]).counts.facesWithoutName).toBe(
    2,
  );
  const photo = { photoId: 7, path: "/p.jpg", picture: null, regions: [region("Anna", null)] };
  const { counts, deeds } = planImport({ photos: [photo], photosRead: 1, problems: [] }, library({}));
  expect(counts.photosNotScanned).toBe(1);
  expect(deeds).toEqual([]);
});
