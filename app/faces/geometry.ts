/** A point in pixels: x to the right, y downwards, whole numbers at the corners of pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in pixels: its upper left corner and its size. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Shared area divided by covered area of two boxes: 0 (apart) to 1 (the same box). Empty boxes give 0. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** The part of a box that lies inside a picture of the given size; may be empty (width or height 0). */
export function clipBox(box: Box, picture: { readonly width: number; readonly height: number }): Box {
  const left = Math.min(Math.max(box.x, 0), picture.width);
  const top = Math.min(Math.max(box.y, 0), picture.height);
  const right = Math.min(Math.max(box.x + box.width, left), picture.width);
  const bottom = Math.min(Math.max(box.y + box.height, top), picture.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The box with every length multiplied by `factor`: from one resolution of a picture to another. */
export function scaleBox(box: Box, factor: number): Box {
  return { x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor };
}

/** The point with both coordinates multiplied by `factor`. */
export function scalePoint(point: Point, factor: number): Point {
  return { x: point.x * factor, y: point.y * factor };
}
