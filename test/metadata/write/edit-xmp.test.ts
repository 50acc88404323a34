import { describe, expect, test } from "vitest";
import { readDocument } from "../../../app/metadata/formats/read-document.ts";
import { placeArea } from "../../../app/metadata/orientation.ts";
import { editXmp } from "../../../app/metadata/write/edit-xmp.ts";
import type { PhotoPeople } from "../../../app/metadata/write/photo-people.ts";
import { noItems } from "../../../app/metadata/write/written-items.ts";
import { emptyXmp } from "../../../app/metadata/write/xmp-text.ts";
import { parseXmp } from "../../../app/metadata/xmp/xmp-document.ts";
import { distancePx, markedPicture } from "../pictures.ts";
import { bag, lightroomRegions, xmpWith } from "../xmp-samples.ts";

const picture = { width: 4000, height: 3000, orientation: 1 };
const square = (x: number, y: number) => ({ x, y, width: 0.1, height: 0.125 });
const anna: PhotoPeople = { faces: [{ name: "Anna Lee", area: square(0.1, 0.2) }], withoutFace: [] };
const nobody: PhotoPeople = { faces: [], withoutFace: [] };

const namesIn = (text: string) =>
  readDocument(parseXmp(text), null).map(({ name, kind, area }) => [
    name,
    kind,
    area === null ? null : "somewhere",
  ]);

test("a new document names people in every list, and is read again as it was meant", () => {
  const people = {
    faces: [...anna.faces, { name: `Ben "B" <O'Hara> & Co`, area: square(0.5, 0.5) }],
    withoutFace: ["Cleo|Paz"],
  };
  const { text, items, differences, isEmpty } = editXmp(null, noItems, people, picture);
  expect(isEmpty).toBe(false);
  expect(namesIn(text)).toEqual([
    ["Anna Lee", "mwg", "somewhere"],
    [`Ben "B" <O'Hara> & Co`, "mwg", "somewhere"],
    ["Anna Lee", "microsoft", "somewhere"],
    [`Ben "B" <O'Hara> & Co`, "microsoft", "somewhere"],
    ["Anna Lee", "iptc", null],
    [`Ben "B" <O'Hara> & Co`, "iptc", null],
    ["Cleo|Paz", "iptc", null],
    ["Anna Lee", "keywords", null],
    [`Ben "B" <O'Hara> & Co`, "keywords", null],
    ["Cleo/Paz", "keywords", null],
  ]);
  expect(items.keywords).toEqual(["Anna Lee", `Ben "B" <O'Hara> & Co`, "Cleo|Paz"]);
  expect(differences).toHaveLength(13);
});

test("again, nothing is different; when nobody is there any more, nothing is left", () => {
  const first = editXmp(null, noItems, anna, picture);
  const again = editXmp(first.text, first.items, anna, picture);
  expect(again).toMatchObject({ text: first.text, items: first.items, differences: [] });
  const gone = editXmp(first.text, first.items, nobody, picture);
  expect(gone).toMatchObject({ isEmpty: true, items: noItems });
  expect(gone.text.replaceAll(/\s/g, "")).toBe(emptyXmp.replaceAll(/\s/g, ""));
});

test("renaming changes what Familiar wrote, and not one letter besides", () => {
  const others = xmpWith(
    lightroomRegions([
      { name: "Dora", x: 0.8, y: 0.8, w: 0.1, h: 0.1 },
      { name: "Rex", type: "Pet", x: 0.15, y: 0.26, w: 0.1, h: 0.125 },
    ]),
    `<dc:subject>${bag("beach", "Anna Lee at work")}</dc:subject>`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A  day — it’s &#x263A;</rdf:li></rdf:Alt></dc:title><!-- kept -->`,
  );
  const first = editXmp(
    others,
    noItems,
    { ...anna, faces: [{ name: "Anna Lee", area: square(0.4, 0.2) }] },
    picture,
  );
  const renamed = { faces: [{ name: "Anna Paz", area: square(0.4, 0.2) }], withoutFace: [] };
  const second = editXmp(first.text, first.items, renamed, picture);
  expect(second.differences.filter(({ change }) => change === "remove").map(({ name }) => name)).toEqual([
    ...["Anna Lee", "Anna Lee", "Anna Lee", "Anna Lee", "People|Anna Lee"],
  ]);
  expect(second.text).not.toContain(">Anna Lee<");
  expect(second.text).toContain("Anna Lee at work");
  const removed = editXmp(second.text, second.items, nobody, picture);
  expect(removed.text).toBe(others);
});

test("what other programs wrote of the same people stays theirs, and is not written again", () => {
  const theirs = xmpWith(
    lightroomRegions([{ name: "Anna Lee", x: 0.15, y: 0.2625, w: 0.12, h: 0.12 }]),
    `<Iptc4xmpExt:PersonInImage>${bag("Anna Lee")}</Iptc4xmpExt:PersonInImage>`,
  );
  const { items, differences, text } = editXmp(theirs, noItems, anna, picture);
  expect(differences.map(({ change, list }) => [change, list])).toEqual([
    ["add", "microsoft"],
    ["add", "keywords"],
    ["add", "hierarchy"],
  ]);
  expect(editXmp(text, items, nobody, picture).text).toBe(theirs);
});

test("where another program has another name, none is written over it", () => {
  const theirs = xmpWith(lightroomRegions([{ name: "Ann", x: 0.15, y: 0.2625, w: 0.1, h: 0.125 }]));
  const { differences } = editXmp(theirs, noItems, anna, picture);
  expect(differences[0]).toEqual({ change: "leave", list: "mwg", name: "Anna Lee", reason: "other-name" });
});

test("into a list of a picture that was cropped since, nothing is written", () => {
  const stale = xmpWith(
    lightroomRegions([{ name: "Dora", x: 0.5, y: 0.5, w: 0.1, h: 0.1 }], { w: 1000, h: 1000 }),
  );
  expect(editXmp(stale, noItems, anna, picture).differences[0]).toMatchObject({
    change: "leave",
    reason: "cropped",
  });
});

describe("documents of all shapes", () => {
  const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  const shapes = [
    ["no description", `<rdf:RDF xmlns:rdf="${rdf}"/>`],
    [
      "a description without content",
      `<r:RDF xmlns:r="${rdf}"><r:Description r:about="" xmlns:a="urn:a" a:b="c"/></r:RDF>`,
    ],
    [
      "several descriptions",
      `<rdf:RDF xmlns:rdf="${rdf}"><rdf:Description rdf:about=""/><rdf:Description rdf:about=""><a xmlns="urn:a">b</a></rdf:Description></rdf:RDF>`,
    ],
    [
      "empty lists",
      xmpWith(
        `<dc:subject><rdf:Bag/></dc:subject><mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
      ),
    ],
    ["line ends of Windows", xmpWith(`<dc:subject>${bag("x")}</dc:subject>`).replaceAll("\n", "\r\n")],
  ] as const;

  test.each(shapes)("%s: names are added, read again, and taken out again", (_, text) => {
    const { text: named, items } = editXmp(text, noItems, anna, picture);
    expect(namesIn(named)).toHaveLength(4);
    const back = editXmp(named, items, nobody, picture).text;
    expect(namesIn(back)).toEqual([]);
  });

  test("a list in a form that XMP does not know is refused", () => {
    expect(() => editXmp(xmpWith(`<dc:subject>beach</dc:subject>`), noItems, anna, picture)).toThrow(
      /not built as XMP/,
    );
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "orientation %i: an area is written of the stored picture, and read within one pixel",
  async (orientation) => {
    const {
      picture: turned,
      upright,
      stored,
    } = await markedPicture(orientation, { crop: true, resize: 1.3 });
    const { text } = editXmp(
      null,
      noItems,
      { faces: [{ name: "Anna", area: upright }], withoutFace: [] },
      turned,
    );
    const regions = readDocument(parseXmp(text), null).filter(({ area }) => area !== null);
    expect(regions.map(({ kind }) => kind)).toEqual(["mwg", "microsoft"]);
    for (const region of regions) {
      const area = region.area ?? stored;
      const seen = placeArea({ ...region, area }, turned).area ?? stored;
      expect(distancePx(seen, upright, turned)).toBeLessThanOrEqual(0.01);
      // Measured from the pixels of the stored picture.
      const size = orientation >= 5 ? { width: turned.height, height: turned.width } : turned;
      expect(distancePx(area, stored, { ...size, orientation: 1 })).toBeLessThanOrEqual(1);
    }
  },
);
