import { XmpError } from "../errors.ts";
import { readMicrosoftPeople } from "../formats/microsoft.ts";
import { readMwgRegions } from "../formats/mwg.ts";
import { areaInFrame, frameOfSize, placeArea, storedSize, type Picture } from "../orientation.ts";
import { areSameFace } from "../place-regions.ts";
import type { Area, Frame, WrittenRegion } from "../region.ts";
import { expandName, namespaces, type QualifiedName } from "../xmp/namespaces.ts";
import type { XmlElement } from "../xmp/parse-xml.ts";
import { field, items, listOf, parseXmp, property, textOf, type XmpDocument } from "../xmp/xmp-document.ts";
import { otherProperties } from "./other-properties.ts";
import { namesOf, type PhotoPeople, type WrittenList } from "./photo-people.ts";
import { createSplices, type Splices } from "./splice.ts";
import { noItems, type WrittenFace, type WrittenItems } from "./written-items.ts";
import * as xml from "./xmp-text.ts";

/** One line of a dry run. */
export interface Difference {
  readonly change: "add" | "remove" | "leave";
  readonly list: WrittenList;
  readonly name: string;
  /** Why it is left as it is: another program has another name at this place, or regions of a cropped picture. */
  readonly reason?: "other-name" | "cropped";
}

/** XMP after the names of a photo were brought up to date. */
export interface EditedXmp {
  /** As before where nothing had to be changed. */
  readonly text: string;
  /** What in it is Familiar's. */
  readonly items: WrittenItems;
  readonly differences: readonly Difference[];
  /** There is nothing in it any more. */
  readonly isEmpty: boolean;
}

/**
 * Brings the people in an XMP document up to date: what Familiar wrote before (`before`) and is no longer wanted goes,
 * what is wanted and not there comes. What other programs wrote is never changed: everything else stays letter for
 * letter. Pure. Throws XmpError for a document that is none, or that has one of the lists in a form that XMP does not
 * know.
 */
export function editXmp(
  text: string | null,
  before: WrittenItems,
  people: PhotoPeople,
  picture: Picture,
): EditedXmp {
  const source = text ?? xml.emptyXmp;
  const document = parseXmp(source);
  const splices = createSplices(source);
  const additions: string[] = [];
  const edits = [
    editRegions({ document, splices, additions, picture }, "mwg", before.mwg, people.faces),
    editRegions({ document, splices, additions, picture }, "microsoft", before.microsoft, people.faces),
    ...plainLists.map(({ list, name, toText }) =>
      editPlain({ document, splices, additions }, { list, name }, before[list], namesOf(people).map(toText)),
    ),
  ];
  const differences = edits.flatMap((edit) => edit.differences);
  const isChanged = differences.some(({ change }) => change !== "leave");
  if (additions.length > 0) addProperties(document, splices, additions.join(""));
  const changed = isChanged ? splices.apply() : source;
  const result = parseXmp(changed);
  if (isChanged && otherProperties(result) !== otherProperties(document)) {
    throw new XmpError("changing it would change what other programs wrote");
  }
  return {
    text: changed,
    items: Object.assign({}, noItems, ...edits.map(({ items: kept }) => kept)) as WrittenItems,
    differences,
    isEmpty: result.descriptions.every(
      ({ attributes, children }) =>
        children.length === 0 && attributes.every(({ uri }) => uri === namespaces.rdf),
    ),
  };
}

const plainLists = [
  { list: "people", name: "Iptc4xmpExt:PersonInImage", toText: (name: string) => name },
  { list: "keywords", name: "dc:subject", toText: (name: string) => name },
  // A bar would be a level of its own.
  {
    list: "hierarchy",
    name: "lr:hierarchicalSubject",
    toText: (name: string) => `People|${name.replaceAll("|", "/")}`,
  },
] as const;

interface Editing {
  readonly document: XmpDocument;
  readonly splices: Splices;
  /** New properties, as text. */
  readonly additions: string[];
}

interface ListEdit {
  readonly items: Partial<WrittenItems>;
  readonly differences: readonly Difference[];
}

function editPlain(
  { document, splices, additions }: Editing,
  { list, name }: { readonly list: "people" | "keywords" | "hierarchy"; readonly name: QualifiedName },
  ours: readonly string[],
  wanted: readonly string[],
): ListEdit {
  const there = property(document, name);
  const present = items(there).map((element) => ({ element, text: textOf(element) ?? "" }));
  const gone = present.filter(({ text }) => ours.includes(text) && !wanted.includes(text));
  const missing = wanted.filter((text) => !present.some((item) => item.text === text));
  const kept = ours.filter((text) => wanted.includes(text) && !missing.includes(text));
  applyList(
    { document, splices, additions },
    name,
    gone.map(({ element }) => element),
    missing.map(xml.plainItem),
    (content) => xml.bagProperty(name, content),
  );
  return {
    items: { [list]: [...kept, ...missing] },
    differences: [
      ...gone.map(({ text }) => ({ change: "remove", list, name: text }) as const),
      ...missing.map((text) => ({ change: "add", list, name: text }) as const),
    ],
  };
}

const regionLists = {
  mwg: { property: "mwg-rs:Regions", list: "mwg-rs:RegionList", read: readMwgRegions, element: xml.mwgItem },
  microsoft: {
    property: "MP:RegionInfo",
    list: "MPRI:Regions",
    read: readMicrosoftPeople,
    element: xml.microsoftItem,
  },
} as const;

function editRegions(
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

/** Takes items out of a list and puts others in; makes the property when it is not there, and takes it out when it ends empty. */
function applyList(
  { document, splices, additions }: Editing,
  name: QualifiedName,
  gone: readonly XmlElement[],
  added: readonly string[],
  make: (content: string) => string,
  listName?: QualifiedName,
): void {
  if (gone.length === 0 && added.length === 0) return;
  const there = property(document, name);
  if (there === undefined) {
    additions.push(make(added.join("")));
    return;
  }
  const holder = listName === undefined ? there : field(there, listName);
  const list = holder === undefined || typeof holder === "string" ? undefined : listOf(holder);
  if (typeof there === "string" || list === undefined) {
    throw new XmpError(`what it has under ${name} is not built as XMP says, so nothing can be added to it`);
  }
  if (added.length === 0 && items(holder).length === gone.length) splices.remove(there);
  else {
    for (const element of gone) splices.remove(element);
    if (added.length > 0) splices.append(list, added.join(""));
  }
}

function addProperties({ rdf, descriptions }: XmpDocument, splices: Splices, content: string): void {
  const [first] = descriptions;
  if (first === undefined) splices.append(rdf, xml.description(content));
  else splices.append(first, content);
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
