/** A rectangle; what its numbers are is said where it is used. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a photo is looked at: how much larger than fitted, and which point of it is in the middle (0 to 1). */
export interface View {
  /** 1 = all of it is to be seen. */
  readonly zoom: number;
  readonly center: Point;
}

/** All of it, in the middle. */
export const fitted: View = { zoom: 1, center: { x: 0.5, y: 0.5 } };

/** One step of a key or a button. */
export const zoomStep = 1.5;

/** A pixel of a photo is shown at most this many CSS pixels large. */
const largestPixel = 8;

/** CSS pixels of the stage for each pixel of the photo when all of it is to be seen; small photos are not blown up. */
export function fittedScale(photo: Size, stage: Size): number {
  return Math.min(stage.width / photo.width, stage.height / photo.height, 1);
}

/** Where the photo lies on the stage, in CSS pixels. */
export function placePhoto(photo: Size, stage: Size, { zoom, center }: View): Rectangle {
  const scale = fittedScale(photo, stage) * zoom;
  const width = photo.width * scale;
  const height = photo.height * scale;
  return {
    x: stage.width / 2 - center.x * width,
    y: stage.height / 2 - center.y * height,
    ...{ width, height },
  };
}

/** A box of the photo (its own pixels) on the stage. */
export function toStage(box: Rectangle, photo: Size, placed: Rectangle): Rectangle {
  const scale = placed.width / photo.width;
  return {
    x: placed.x + box.x * scale,
    y: placed.y + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/** A box drawn on the stage, in pixels of the photo; what is outside of the photo is cut off. */
export function toPhoto(drawn: Rectangle, photo: Size, placed: Rectangle): Rectangle {
  const scale = photo.width / placed.width;
  const left = clamp((drawn.x - placed.x) * scale, 0, photo.width);
  const top = clamp((drawn.y - placed.y) * scale, 0, photo.height);
  const right = clamp((drawn.x + drawn.width - placed.x) * scale, 0, photo.width);
  const bottom = clamp((drawn.y + drawn.height - placed.y) * scale, 0, photo.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Zooms so that what is at this point of the stage stays there. */
export function zoomAt(view: View, factor: number, at: Point, photo: Size, stage: Size): View {
  const scale = fittedScale(photo, stage);
  const zoom = clamp(view.zoom * factor, 1, Math.max(1, largestPixel / scale));
  const before = placePhoto(photo, stage, view);
  const under = { x: (at.x - before.x) / before.width, y: (at.y - before.y) / before.height };
  const [width, height] = [photo.width * scale * zoom, photo.height * scale * zoom];
  const center = {
    x: under.x + (stage.width / 2 - at.x) / width,
    y: under.y + (stage.height / 2 - at.y) / height,
  };
  return keepOnStage({ zoom, center }, photo, stage);
}

/** Moves the photo by CSS pixels. */
export function pan(view: View, by: Point, photo: Size, stage: Size): View {
  const { width, height } = placePhoto(photo, stage, view);
  const center = { x: view.center.x - by.x / width, y: view.center.y - by.y / height };
  return keepOnStage({ ...view, center }, photo, stage);
}

/** Nothing empty is shown where the photo could be; a side that fits is in the middle. */
export function keepOnStage({ zoom, center }: View, photo: Size, stage: Size): View {
  const scale = fittedScale(photo, stage) * zoom;
  const along = (middle: number, stageSide: number, photoSide: number) => {
    const half = stageSide / 2 / (photoSide * scale);
    return half >= 0.5 ? 0.5 : clamp(middle, half, 1 - half);
  };
  return {
    zoom,
    center: {
      x: along(center.x, stage.width, photo.width),
      y: along(center.y, stage.height, photo.height),
    },
  };
}

/** The zoom at which a pixel of the photo is a pixel of the screen; where that is no larger than fitted, twice fitted. */
export function naturalZoom(photo: Size, stage: Size, pixelRatio: number): number {
  const zoom = 1 / pixelRatio / fittedScale(photo, stage);
  return zoom > 1.1 ? zoom : 2;
}

/** The rectangle between two points. */
export function between(a: Point, b: Point): Rectangle {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** Moves a box of the photo, or its lower right corner, by pixels; it stays inside and larger than nothing. */
export function nudge(box: Rectangle, by: Point, what: "place" | "size", photo: Size): Rectangle {
  if (what === "place") {
    return {
      ...box,
      x: clamp(box.x + by.x, 0, photo.width - box.width),
      y: clamp(box.y + by.y, 0, photo.height - box.height),
    };
  }
  return {
    ...box,
    width: clamp(box.width + by.x, smallestBoxPx, photo.width - box.x),
    height: clamp(box.height + by.y, smallestBoxPx, photo.height - box.y),
  };
}

/** As the server has it: less is a slip of the hand. */
export const smallestBoxPx = 8;

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
