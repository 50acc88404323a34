import { describe, expect, it } from "vitest";
import {
  fitted,
  nudge,
  pan,
  placePhoto,
  toPhoto,
  toStage,
  zoomAt,
} from "../../renderer/screens/photo/photo-view.ts";

const photo = { width: 4000, height: 3000 };
const stage = { width: 1000, height: 600 };

describe("a photo on its stage", () => {
  it("is fitted, in the middle, and small ones are not blown up", () => {
    expect(placePhoto(photo, stage, fitted)).toEqual({ x: 100, y: 0, width: 800, height: 600 });
    expect(placePhoto({ width: 100, height: 60 }, stage, fitted)).toEqual({
      ...{ x: 450, y: 270, width: 100, height: 60 },
    });
  });

  it("zoomed at a point keeps what is there", () => {
    const at = { x: 300, y: 200 };
    const before = placePhoto(photo, stage, fitted);
    const after = placePhoto(photo, stage, zoomAt(fitted, 4, at, photo, stage));
    expect((at.x - after.x) / after.width).toBeCloseTo((at.x - before.x) / before.width);
    expect((at.y - after.y) / after.height).toBeCloseTo((at.y - before.y) / before.height);
  });

  it("never leaves an edge empty that it could fill", () => {
    const zoomed = zoomAt(fitted, 3, { x: 500, y: 300 }, photo, stage);
    for (const by of [9999, -9999]) {
      const { x, y, width, height } = placePhoto(photo, stage, pan(zoomed, { x: by, y: by }, photo, stage));
      expect(x).toBeLessThanOrEqual(0.001);
      expect(y).toBeLessThanOrEqual(0.001);
      expect(x + width).toBeGreaterThanOrEqual(stage.width - 0.001);
      expect(y + height).toBeGreaterThanOrEqual(stage.height - 0.001);
    }
    expect(zoomAt(zoomed, 0.001, { x: 0, y: 0 }, photo, stage)).toEqual(fitted);
  });

  it("has boxes that go to the stage and back", () => {
    const box = { x: 1000, y: 500, width: 300, height: 400 };
    const placed = placePhoto(photo, stage, zoomAt(fitted, 2.5, { x: 10, y: 590 }, photo, stage));
    const back = toPhoto(toStage(box, photo, placed), photo, placed);
    for (const side of ["x", "y", "width", "height"] as const) expect(back[side]).toBeCloseTo(box[side]);
    const over = toPhoto(
      { x: -500, y: -500, width: 5000, height: 5000 },
      photo,
      placePhoto(photo, stage, fitted),
    );
    expect(over).toEqual({ x: 0, y: 0, ...photo });
  });

  it("keeps a box that keys move inside, and as large as a face must be", () => {
    const box = { x: 10, y: 10, width: 100, height: 100 };
    expect(nudge(box, { x: -50, y: 5000 }, "place", photo)).toEqual({
      x: 0,
      y: 2900,
      width: 100,
      height: 100,
    });
    expect(nudge(box, { x: -500, y: 9999 }, "size", photo)).toEqual({ x: 10, y: 10, width: 8, height: 2990 });
  });
});
