import type { FaceBox } from "../db/faces.ts";
import type { TransferFace, TransferRectangle } from "./format.ts";

/** Pixels of the upright photo. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/** A ten-millionth of the widest photo is a hundredth of a pixel; rounded, an area is the same after a round trip. */
const digits = 7;

/** The place of a face as a file tells it: parts of the photo, or pixels when its size is not known. */
export function areaOf(box: FaceBox, size: PhotoSize | null): Pick<TransferFace, "area" | "pixels"> {
  if (size === null) return { pixels: rounded(box) };
  return {
    area: rounded({
      x: box.x / size.width,
      y: box.y / size.height,
      width: box.width / size.width,
      height: box.height / size.height,
    }),
  };
}

/** Where such a face is in pixels; null when the file tells parts of a photo whose size is not known. */
export function boxOf(
  { area, pixels }: Pick<TransferFace, "area" | "pixels">,
  size: PhotoSize | null,
): FaceBox | null {
  if (area === undefined || size === null) return pixels ?? null;
  return {
    x: area.x * size.width,
    y: area.y * size.height,
    width: area.width * size.width,
    height: area.height * size.height,
  };
}

/** In reading order, so that the same faces stand in the same order whatever catalogue they come from. */
export function compareAreas(a: Pick<TransferFace, "area" | "pixels">, b: typeof a): number {
  const [one, other] = [a.area ?? a.pixels, b.area ?? b.pixels];
  if (one === undefined || other === undefined) return 0;
  return one.y - other.y || one.x - other.x || one.width - other.width || one.height - other.height;
}

function rounded({ x, y, width, height }: FaceBox): TransferRectangle {
  const round = (value: number) => Number(value.toFixed(digits)) + 0;
  const least = 10 ** -digits;
  return {
    x: round(x),
    y: round(y),
    width: Math.max(least, round(width)),
    height: Math.max(least, round(height)),
  };
}
