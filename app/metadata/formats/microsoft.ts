import type { Area, WrittenRegion } from "../region.ts";
import { field, items, property, textOf, type XmpDocument } from "../xmp/xmp-document.ts";

/** The people of Windows Photo Gallery, which other programs write too. One without a rectangle is in the photo. */
export function readMicrosoftPeople(document: XmpDocument): WrittenRegion[] {
  const regions = field(property(document, "MP:RegionInfo"), "MPRI:Regions");
  return items(regions).map((item) => ({
    name: textOf(field(item, "MPReg:PersonDisplayName")),
    area: rectangleOf(textOf(field(item, "MPReg:Rectangle"))),
    kind: "microsoft",
    appliedTo: null,
    usualFrame: "stored",
  }));
}

/** "0.25, 0.3, 0.1, 0.15": left, top, width and height. */
function rectangleOf(text: string | null): Area | null {
  const numbers = (text ?? "").split(/[,;]/).map((part) => (part.trim() === "" ? NaN : Number(part)));
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null;
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return { x, y, width, height };
}
