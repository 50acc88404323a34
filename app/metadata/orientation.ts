import type { Area, Frame, WrittenRegion } from "./region.ts";

/** A picture as the catalogue knows it. */
export interface Picture {
  /** Pixels of the upright picture. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
}

/** An area in the upright picture, or why there is none. */
export type PlacedArea =
  /** `isCertain` false: nothing in the metadata tells which frame is meant; the faces in the photo may. */
  | { readonly area: Area; readonly frame: Frame; readonly isCertain: boolean }
  /** The picture was cropped since: the area is of another picture. */
  | { readonly area: null; readonly reason: "cropped" | "outside" };

/** Sides are rounded to pixels, and programs that resize round once more. */
const shapeTolerance = 0.01;

/**
 * Where a written area is in the upright picture. Some programs write it of the stored picture (the rule of the
 * Metadata Working Group: Lightroom, digiKam), some of the upright one (Picasa). The size that they write beside it
 * decides, where the two differ in shape; else the format's own rule, or the frame that the caller `assumes`.
 */
export function placeArea(
  { area, appliedTo, usualFrame }: Pick<WrittenRegion, "appliedTo" | "usualFrame"> & { readonly area: Area },
  picture: Picture,
  assumed?: Frame,
): PlacedArea {
  const told = appliedTo === null ? "either" : frameOfSize(appliedTo, picture);
  if (told === "neither") return { area: null, reason: "cropped" };
  const frame = told === "either" ? (assumed ?? usualFrame) : told;
  const placed = clip(frame === "stored" ? turnArea(area, picture.orientation) : area);
  if (placed === null) return { area: null, reason: "outside" };
  return { area: placed, frame, isCertain: told !== "either" || picture.orientation === 1 };
}

/** An area of the upright picture, in the stored picture or the upright one. The inverse of `placeArea`. */
export function areaInFrame(area: Area, { orientation }: Picture, frame: Frame): Area {
  return frame === "stored" ? turnArea(area, inverseOf(orientation)) : area;
}

/** Pixels of the picture as it is stored. */
export function storedSize({ width, height, orientation }: Picture): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** In which frames a picture has the shape of this size. */
export function frameOfSize(
  size: { readonly width: number; readonly height: number },
  picture: Picture,
): Frame | "either" | "neither" {
  const isStored = haveSameShape(size, storedSize(picture));
  const isUpright = haveSameShape(size, picture);
  if (isStored) return isUpright ? "either" : "stored";
  return isUpright ? "upright" : "neither";
}

/** Turns an area as an EXIF orientation turns the stored picture (EXIF 2.32, tag 274). */
export function turnArea({ x, y, width, height }: Area, orientation: number): Area {
  const right = 1 - x - width;
  const bottom = 1 - y - height;
  const turned = { width: height, height: width };
  switch (orientation) {
    case 2:
      return { x: right, y, width, height };
    case 3:
      return { x: right, y: bottom, width, height };
    case 4:
      return { x, y: bottom, width, height };
    case 5:
      return { x: y, y: x, ...turned };
    case 6:
      return { x: bottom, y: x, ...turned };
    case 7:
      return { x: bottom, y: right, ...turned };
    case 8:
      return { x: y, y: right, ...turned };
    default:
      return { x, y, width, height };
  }
}

/** A quarter turn to the right is taken back by one to the left; all others take back themselves. */
function inverseOf(orientation: number): number {
  if (orientation === 6) return 8;
  return orientation === 8 ? 6 : orientation;
}

function haveSameShape(
  a: { readonly width: number; readonly height: number },
  b: { readonly width: number; readonly height: number },
): boolean {
  return Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= shapeTolerance;
}

/** The part within the picture; null when there is none. */
function clip({ x, y, width, height }: Area): Area | null {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(1, x + width);
  const bottom = Math.min(1, y + height);
  const isThere = right > left && bottom > top;
  return isThere ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
