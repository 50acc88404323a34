import { describe, expect, test } from "vitest";
import { readDocument } from "../../app/metadata/formats/read-document.ts";
import { parsePicasaContacts } from "../../app/metadata/picasa/parse-contacts.ts";
import { parsePicasaIni, picasaRegions } from "../../app/metadata/picasa/parse-ini.ts";
import { parseXmp } from "../../app/metadata/xmp/xmp-document.ts";
import { bag, lightroomRegions, xmpWith } from "./xmp-samples.ts";

const stored = { width: 4000, height: 3000 };
const read = (...properties: string[]) => readDocument(parseXmp(xmpWith(...properties)), stored);

describe("regions of the Metadata Working Group", () => {
  test("as attributes, the way Lightroom has them: the middle and the size of faces, not of pets", () => {
    const found = read(
      lightroomRegions([
        { name: "Anna Lee", x: 0.5, y: 0.4, w: 0.2, h: 0.1 },
        { name: "Rex", type: "Pet", x: 0.1, y: 0.1, w: 0.1, h: 0.1 },
        { x: 0.2, y: 0.2, w: 0.1, h: 0.1 },
      ]),
    );
    expect(found.map(({ name }) => name)).toEqual(["Anna Lee", null]);
    expect(found[0]).toMatchObject({ kind: "mwg", appliedTo: stored });
    expect(found[0]?.area?.x).toBeCloseTo(0.4);
    expect(found[0]?.area?.y).toBeCloseTo(0.35);
  });

  test("as elements, the way digiKam and ExifTool have them; in pixels, with a decimal comma", () => {
    const found = read(`<mwg-rs:Regions rdf:parseType="Resource">
      <mwg-rs:AppliedToDimensions rdf:parseType="Resource"><stDim:w>4000</stDim:w><stDim:h>3000</stDim:h><stDim:unit>pixel</stDim:unit></mwg-rs:AppliedToDimensions>
      <mwg-rs:RegionList><rdf:Seq>
        <rdf:li rdf:parseType="Resource"><mwg-rs:Name>Zoë &amp; Co</mwg-rs:Name>
          <mwg-rs:Area rdf:parseType="Resource"><stArea:x>2000</stArea:x><stArea:y>1500,0</stArea:y><stArea:w>400</stArea:w><stArea:h>300</stArea:h><stArea:unit>pixel</stArea:unit></mwg-rs:Area></rdf:li>
      </rdf:Seq></mwg-rs:RegionList></mwg-rs:Regions>`);
    expect(found).toEqual([
      {
        name: "Zoë & Co",
        area: { x: 0.45, y: 0.45, width: 0.1, height: 0.1 },
        kind: "mwg",
        appliedTo: stored,
        usualFrame: "stored",
      },
    ]);
  });

  test("a region whose numbers are none names somebody without a place", () => {
    const [found] = read(lightroomRegions([{ name: "Anna", x: NaN, y: 0.1, w: 0.1, h: 0.1 }]));
    expect(found).toMatchObject({ name: "Anna", area: null });
  });
});

test("Windows Photo Gallery: left, top, width, height; one without a rectangle is in the photo", () => {
  const people = bag(
    `<rdf:Description MPReg:Rectangle="0.25, 0.5, 0.125, 0.25" MPReg:PersonDisplayName="Anna"/>`,
    `<rdf:Description MPReg:PersonDisplayName="Ben" MPReg:PersonEmailDigest="x"/>`,
    `<rdf:Description MPReg:Rectangle="wide, 0.5, 0.125" MPReg:PersonDisplayName="Cleo"/>`,
  );
  const found = read(
    `<MP:RegionInfo><rdf:Description><MPRI:Regions>${people}</MPRI:Regions></rdf:Description></MP:RegionInfo>`,
  );
  expect(found.map(({ name, area }) => [name, area])).toEqual([
    ["Anna", { x: 0.25, y: 0.5, width: 0.125, height: 0.25 }],
    ["Ben", null],
    ["Cleo", null],
  ]);
});

test("IPTC: regions of people by rectangle, circle and polygon, in shares and pixels; not those of things", () => {
  const named = (name: string, boundary: string) => `<rdf:Description>
    <Iptc4xmpExt:PersonInImage>${bag(name)}</Iptc4xmpExt:PersonInImage>
    <Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">${boundary}</Iptc4xmpExt:RegionBoundary></rdf:Description>`;
  const element = (name: string, value: string | number) =>
    `<Iptc4xmpExt:${name}>${value}</Iptc4xmpExt:${name}>`;
  const found = read(
    `<Iptc4xmpExt:ImageRegion>${bag(
      named(
        "Anna",
        element("rbShape", "rectangle") +
          element("rbUnit", "relative") +
          element("rbX", 0.1) +
          element("rbY", 0.2) +
          element("rbW", 0.3) +
          element("rbH", 0.4),
      ),
      named(
        "Ben",
        element("rbShape", "circle") +
          element("rbUnit", "pixel") +
          element("rbX", 2000) +
          element("rbY", 1500) +
          element("rbRx", 300),
      ),
      named(
        "Cleo",
        element("rbShape", "polygon") +
          element("rbUnit", "relative") +
          `<Iptc4xmpExt:rbVertices><rdf:Seq>${[
            [0.5, 0.5],
            [0.75, 0.5],
            [0.5, 0.75],
          ]
            .map(
              ([x = 0, y = 0]) =>
                `<rdf:li rdf:parseType="Resource">${element("rbX", x)}${element("rbY", y)}</rdf:li>`,
            )
            .join("")}</rdf:Seq></Iptc4xmpExt:rbVertices>`,
      ),
      `<rdf:Description><Iptc4xmpExt:Name><rdf:Alt><rdf:li xml:lang="x-default">A tree</rdf:li></rdf:Alt></Iptc4xmpExt:Name></rdf:Description>`,
    )}</Iptc4xmpExt:ImageRegion>`,
    `<Iptc4xmpExt:PersonInImage>${bag("Anna", "Dora")}</Iptc4xmpExt:PersonInImage>`,
  );
  expect(found.map(({ name, area }) => [name, area])).toEqual([
    ["Anna", { x: 0.1, y: 0.2, width: 0.3, height: 0.4 }],
    ["Ben", { x: 0.425, y: 0.4, width: 0.15, height: 0.2 }],
    ["Cleo", { x: 0.5, y: 0.5, width: 0.25, height: 0.25 }],
    ["Anna", null],
    ["Dora", null],
  ]);
});

test("ACDSee: the area that the user drew before the one that it found", () => {
  const area = (name: string, x: number) =>
    `<acdsee-rs:${name} acdsee-stArea:x="${x}" acdsee-stArea:y="0.5" acdsee-stArea:w="0.2" acdsee-stArea:h="0.2"/>`;
  const face = (name: string, areas: string) =>
    `<rdf:Description acdsee-rs:Type="Face" acdsee-rs:Name="${name}" acdsee-rs:NameAssignType="manual">${areas}</rdf:Description>`;
  const found = read(`<acdsee-rs:Regions rdf:parseType="Resource">
    <acdsee-rs:AppliedToDimensions acdsee-stDim:w="4000" acdsee-stDim:h="3000" acdsee-stDim:unit="pixel"/>
    <acdsee-rs:RegionList>${bag(face("Anna", area("DLYArea", 0.3) + area("ALGArea", 0.6)), face("Ben", area("ALGArea", 0.8)))}</acdsee-rs:RegionList>
  </acdsee-rs:Regions>`);
  expect(found.map(({ name, kind, area: at }) => [name, kind, at?.x])).toEqual([
    ["Anna", "acdsee", 0.19999999999999998],
    ["Ben", "acdsee", 0.7000000000000001],
  ]);
});

test("keywords: the last part of paths below People, not the groups on the way, not other keywords", () => {
  const found = read(
    `<lr:hierarchicalSubject>${bag("People|Family", "People|Family|Anna Lee", "Places|Rome", "People")}</lr:hierarchicalSubject>`,
    `<digiKam:TagsList><rdf:Seq><rdf:li>Personen/Ben</rdf:li><rdf:li>Events/Party</rdf:li></rdf:Seq></digiKam:TagsList>`,
    `<MicrosoftPhoto:LastKeywordXMP>${bag("People/Anna Lee", "People/Cleo")}</MicrosoftPhoto:LastKeywordXMP>`,
    `<acdsee:categories>&lt;Categories&gt;&lt;Category Assigned="0"&gt;People&lt;Category Assigned="1"&gt;Dora&lt;/Category&gt;&lt;/Category&gt;&lt;/Categories&gt;</acdsee:categories>`,
    `<dc:subject>${bag("Anna Lee", "beach")}</dc:subject>`,
  );
  expect(found.map(({ name }) => name)).toEqual(["Anna Lee", "Ben", "Cleo", "Dora"]);
  expect(found.every(({ area, kind }) => area === null && kind === "keywords")).toBe(true);
});

test("other prefixes than the usual ones, and Windows' namespace without its last slash", () => {
  const found = readDocument(
    parseXmp(`<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description xmlns:ms="http://ns.microsoft.com/photo/1.0">
      <ms:LastKeywordXMP><r:Bag><r:li>People/Anna</r:li></r:Bag></ms:LastKeywordXMP></r:Description></r:RDF>`),
    null,
  );
  expect(found.map(({ name }) => name)).toEqual(["Anna"]);
});

describe("Picasa", () => {
  const ini = `[Picasa]\r\nname=2012\r\n[IMG_1.JPG]\r\nbackuphash=1\r\nfaces=rect64(4000200080004000),8e62398ebda8c1a5;rect64(1000ffff2000),ffffffffffffffff;rect64(broken),1\r\n[Contacts2]\r\n8e62398ebda8c1a5=Anna Lee;;\r\n`;

  test("faces by the name of the file, people by their number", () => {
    const { faces, contacts } = parsePicasaIni(ini);
    const regions = picasaRegions(faces.get("img_1.jpg") ?? [], (id) => contacts.get(id));
    expect(regions).toHaveLength(2);
    expect(regions[0]?.name).toBe("Anna Lee");
    expect(regions[0]?.area?.x).toBeCloseTo(0.25, 4);
    expect(regions[0]?.area?.y).toBeCloseTo(0.125, 4);
    expect(regions[0]?.area?.width).toBeCloseTo(0.25, 4);
    expect(regions[0]?.area?.height).toBeCloseTo(0.125, 4);
  });

  test("zeros in front are left out of the rectangle, and faces of nobody have no name", () => {
    const { faces } = parsePicasaIni(ini);
    const [, unnamed] = picasaRegions(faces.get("img_1.jpg") ?? [], () => "Nobody at all");
    expect(unnamed?.name).toBeNull();
    expect(unnamed?.area?.x).toBe(0);
    expect(unnamed?.area?.y).toBeCloseTo(0.0625, 4);
  });

  test("contacts.xml", () => {
    const names = parsePicasaContacts(
      `<?xml version="1.0" encoding="UTF-8"?><contacts><contact id="8E62398EBDA8C1A5" name="Anna Lee" display="Anna"/><contact id="1" name="" display="Ben"/><contact id="2"/></contacts>`,
    );
    expect([...names]).toEqual([
      ["8e62398ebda8c1a5", "Anna Lee"],
      ["1", "Ben"],
    ]);
  });
});
