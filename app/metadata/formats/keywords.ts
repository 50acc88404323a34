import type { WrittenRegion } from "../region.ts";
import { parseXml, type XmlElement } from "../xmp/parse-xml.ts";
import { property, textOf, textsOf, type XmpDocument } from "../xmp/xmp-document.ts";

/**
 * Topmost keywords below which people stand: digiKam's and Lightroom's "People" in the languages that these programs
 * come in most, and what others call theirs. In small letters.
 */
const rootsOfPeople = new Set([
  ...["people", "person", "persons", "faces", "persone", "personen", "personnes", "personas", "pessoas"],
  ...["menschen", "leute", "gesichter", "mensen", "personer", "ludzie", "osoby", "lidé", "люди"],
  ...["人物", "人々", "사람"],
]);

/** People who are keywords: "People|Family|Anna" (Lightroom), "People/Anna" (digiKam, Windows), categories (ACDSee). */
export function readPeopleKeywords(document: XmpDocument): WrittenRegion[] {
  const paths = [
    ...textsOf(property(document, "lr:hierarchicalSubject")).map((text) => text.split("|")),
    ...textsOf(property(document, "mediapro:CatalogSets")).map((text) => text.split("|")),
    ...textsOf(property(document, "digiKam:TagsList")).map((text) => text.split("/")),
    ...textsOf(property(document, "MicrosoftPhoto:LastKeywordXMP")).map((text) => text.split("/")),
    ...acdseeCategories(textOf(property(document, "acdsee:categories"))),
  ].map((path) => path.map((part) => part.trim()).filter((part) => part !== ""));
  const names = [...leavesOf(paths), ...textsOf(property(document, "mediapro:People"))];
  return [...new Set(names)].map((name) => ({
    ...{ name, area: null, kind: "keywords", appliedTo: null, usualFrame: "stored" },
  }));
}

/** The last parts of paths of people. What is only on the way to another ("People|Family") is a group, no person. */
function leavesOf(paths: readonly (readonly string[])[]): string[] {
  const ofPeople = paths.filter(
    (path) => path.length > 1 && rootsOfPeople.has((path[0] ?? "").toLowerCase()),
  );
  const inner = new Set(
    ofPeople.flatMap((path) => path.slice(1).map((_, at) => JSON.stringify(path.slice(0, at + 1)))),
  );
  return ofPeople.filter((path) => !inner.has(JSON.stringify(path))).flatMap((path) => path.at(-1) ?? []);
}

/** XML within XMP: <Categories><Category Assigned="0">People<Category Assigned="1">Anna</Category></Category></...>. */
function acdseeCategories(xml: string | null): string[][] {
  if (xml === null) return [];
  try {
    return assignedBelow(parseXml(xml), []);
  } catch {
    // What ACDSee did not write as it should; the rest of the metadata is not less true for it.
    return [];
  }
}

function assignedBelow(element: XmlElement, above: readonly string[]): string[][] {
  return element.children.flatMap((child) => {
    const path = [...above, child.text.trim()];
    const isAssigned = child.attributes.some(({ local, value }) => local === "Assigned" && value === "1");
    return [...(isAssigned ? [path] : []), ...assignedBelow(child, path)];
  });
}
