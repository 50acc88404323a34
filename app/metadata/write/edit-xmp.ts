import { XmpError } from "../errors.ts";
import type { Picture } from "../orientation.ts";
import { namespaces, type QualifiedName } from "../xmp/namespaces.ts";
import { items, parseXmp, property, textOf, type XmpDocument } from "../xmp/xmp-document.ts";
import { applyList, type Difference, type Editing, type ListEdit } from "./edit-list.ts";
import { editRegions } from "./edit-regions.ts";
import { otherProperties } from "./other-properties.ts";
import { namesOf, type PhotoPeople } from "./photo-people.ts";
import { createSplices, type Splices } from "./splice.ts";
import { noItems, type WrittenItems } from "./written-items.ts";
import * as xml from "./xmp-text.ts";

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

function addProperties({ rdf, descriptions }: XmpDocument, splices: Splices, content: string): void {
  const [first] = descriptions;
  if (first === undefined) splices.append(rdf, xml.description(content));
  else splices.append(first, content);
}
