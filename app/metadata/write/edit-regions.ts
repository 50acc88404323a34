import { readMicrosoftPeople } from "../formats/microsoft.ts";
import { readMwgRegions } from "../formats/mwg.ts";
import { areaInFrame, frameOfSize, placeArea, storedSize, type Picture } from "../orientation.ts";
import { areSameFace } from "../place-regions.ts";
import type { Area, Frame, WrittenRegion } from "../region.ts";
import { expandName, type QualifiedName } from "../xmp/namespaces.ts";
import type { XmlElement } from "../xmp/parse-xml.ts";
import { field, items, property, type XmpDocument } from "../xmp/xmp-document.ts";
import { applyList, type Editing, type ListEdit } from "./edit-list.ts";
import type { PhotoPeople } from "./photo-people.ts";
import type { WrittenFace } from "./written-items.ts";
import * as xml from "./xmp-text.ts";

const regionLists = {
  mwg: { property: "mwg-rs:Regions", list: "mwg-rs:RegionList", read: readMwgRegions, element: xml.mwgItem },
  microsoft: {
    property: "MP:RegionInfo",
    list: "MPRI:Regions",
    read: readMicrosoftPeople,
    element: xml.microsoftItem,
  },
} as const;

/** Brings the faces of one of the lists of regions up to date. */
export function editRegions(
  { document, splices, additions, picture }: Editing & { readonly picture: Picture },
  list: "mwg" | "microsoft",
  ours: readonly WrittenFace[],
  wanted: PhotoPeople["faces"],
): ListEdit {
  const { property: name, list: listName, element } = regionLists[list];
  const frame = frameOf(document, list, picture);
  const present = presentRegions(document, list, picture);
  const isOurs = (region: PresentRegion) =>
    ours.some((own) => own.name === region.name && region.area !== null && isSameArea(own.area, region.area));
  const isWanted = (region: { readonly name: string | null; readonly area: Area | null }) =>
    wanted.some(
      (face) => face.name === region.name && region.area !== null && areSameFace(face.area, region.area),
    );
  const gone = present.filter((region) => isOurs(region) && !isWanted(region));
  const left = present.filter((region) => !gone.includes(region));
  const missing = wanted.filter(
    (face) =>
      !left.some(({ name: who, area }) => who === face.name && area !== null && areSameFace(area, face.area)),
  );
  const isBlocked = (face: PhotoPeople["faces"][number]) =>
    left.some(({ name: who, area }) => who !== null && area !== null && isOnTop(area, face.area));
  const blocked = missing.filter((face) => frame === null || isBlocked(face));
  const added = missing.filter((face) => !blocked.includes(face));
  const kept = left
    .filter((region) => isOurs(region))
    .flatMap(({ name: who, area }) =>
      who === null || area === null ? [] : [{ name: who, area: rounded(area) }],
    );
  applyList(
    { document, splices, additions },
    name,
    gone.map((region) => region.element),
    added.map((face) => element(face.name, areaInFrame(face.area, picture, frame ?? "stored"))),
    (content) => xml.regionsProperty(list, content, storedSize(picture)),
    listName,
  );
  return {
    items: { [list]: [...kept, ...added.map(({ name: who, area }) => ({ name: who, area: rounded(area) }))] },
    differences: [
      ...gone.map((region) => ({ change: "remove", list, name: region.name ?? "" }) as const),
      ...added.map((face) => ({ change: "add", list, name: face.name }) as const),
      ...blocked.map(
        (face) =>
          ({
            change: "leave",
            list,
            name: face.name,
            reason: frame === null ? "cropped" : "other-name",
          }) as const,
      ),
    ],
  };
}

interface PresentRegion {
  readonly element: XmlElement;
  readonly name: string | null;
  /** Of the upright picture. */
  readonly area: Area | null;
}

/** The regions of a list with their elements: also those that are no faces, whose place nobody else's is. */
function presentRegions(document: XmpDocument, list: "mwg" | "microsoft", picture: Picture): PresentRegion[] {
  const { property: name, list: listName, read } = regionLists[list];
  return items(field(property(document, name), listName)).flatMap((element) => {
    const [region] = read(alone(document, name, element));
    return region === undefined ? [] : [{ element, name: region.name, area: uprightArea(region, picture) }];
  });
}

function uprightArea(region: WrittenRegion, picture: Picture): Area | null {
  return region.area === null ? null : placeArea({ ...region, area: region.area }, picture).area;
}

/** The document as if it had this one item in the list only: readers read lists. */
function alone(document: XmpDocument, name: QualifiedName, item: XmlElement): XmpDocument {
  const narrow = (element: XmlElement): XmlElement => ({
    ...element,
    children: element.children
      .filter((child) => child.local !== "li" || child === item)
      .map((child) => (child === item ? child : narrow(child))),
  });
  const { local } = expandName(name);
  const descriptions = document.descriptions.map((description) => ({
    ...description,
    children: description.children.filter((child) => child.local === local).map(narrow),
  }));
  return { ...document, descriptions };
}

/** The frame in which regions of this list are written; null = they are of a picture that was cropped since. */
function frameOf(document: XmpDocument, list: "mwg" | "microsoft", picture: Picture): Frame | null {
  if (list === "microsoft") return "stored";
  const [first] = readMwgRegions(document);
  const size = first?.appliedTo ?? null;
  if (size === null) return "stored";
  const told = frameOfSize(size, picture);
  if (told === "neither") return null;
  return told === "upright" ? "upright" : "stored";
}

/** Written with six decimals, so that a picture of 100,000 pixels is right to the pixel. */
function isSameArea(a: Area, b: Area): boolean {
  const tolerance = 2e-5;
  return (["x", "y", "width", "height"] as const).every((side) => Math.abs(a[side] - b[side]) <= tolerance);
}

function rounded({ x, y, width, height }: Area): Area {
  const round = (share: number) => Math.round(share * 1e6) / 1e6;
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** Does another name stand where this one would be written? Heads that lean together overlap less. */
function isOnTop(a: Area, b: Area): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (across <= 0 || down <= 0) return false;
  const shared = across * down;
  return shared / (a.width * a.height + b.width * b.height - shared) >= 0.5;
}
