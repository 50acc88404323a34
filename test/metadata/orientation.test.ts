import { describe, expect, test } from "vitest";
import { areaInFrame, placeArea, storedSize, turnArea } from "../../app/metadata/orientation.ts";
import { distancePx, markedPicture } from "./pictures.ts";

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];
const variants = [
  ["as it is", {}],
  ["cropped", { crop: true }],
  ["made larger", { resize: 1.5 }],
  ["cropped and made smaller", { crop: true, resize: 0.5 }],
] as const;

describe.each(orientations)("orientation %i", (orientation) => {
  test.each(variants)(
    "an area of the stored picture lies on the same pixels when seen upright: %s",
    async (_, variant) => {
      const { picture, stored, upright } = await markedPicture(orientation, variant);
      const placed = placeArea(
        { area: stored, appliedTo: storedSize(picture), usualFrame: "upright" },
        picture,
        "stored",
      );
      expect(placed.area).not.toBeNull();
      expect(distancePx(placed.area ?? upright, upright, picture)).toBeLessThanOrEqual(1);
      expect(
        distancePx(areaInFrame(upright, picture, "stored"), stored, {
          ...storedSize(picture),
          orientation: 1,
        }),
      ).toBeLessThanOrEqual(1);
    },
  );

  test("there and back is the same area", async () => {
    const { picture, upright } = await markedPicture(orientation);
    const back = turnArea(areaInFrame(upright, picture, "stored"), orientation);
    expect(distancePx(back, upright, picture)).toBeLessThan(1e-9);
  });

  test("an area that was written before the picture was resized is at the same place", async () => {
    const before = await markedPicture(orientation);
    const after = await markedPicture(orientation, { resize: 0.37 });
    const placed = placeArea(
      { area: before.stored, appliedTo: storedSize(before.picture), usualFrame: "stored" },
      after.picture,
    );
    expect(placed.area).not.toBeNull();
    expect(distancePx(placed.area ?? after.upright, after.upright, after.picture)).toBeLessThanOrEqual(1);
  });

  test("an area that was written before the picture was cropped is not taken for one of the cropped picture", async () => {
    const before = await markedPicture(orientation);
    const after = await markedPicture(orientation, { crop: true });
    const placed = placeArea(
      { area: before.stored, appliedTo: storedSize(before.picture), usualFrame: "stored" },
      after.picture,
    );
    expect(placed).toEqual({ area: null, reason: "cropped" });
  });
});

describe("which picture is meant", () => {
  const turned = { width: 300, height: 400, orientation: 6 };
  const area = { x: 0.125, y: 0.25, width: 0.125, height: 0.25 };

  test("the size beside the area decides, whatever the format's rule", () => {
    const asStored = placeArea(
      { area, appliedTo: { width: 4000, height: 3000 }, usualFrame: "upright" },
      turned,
    );
    const asUpright = placeArea(
      { area, appliedTo: { width: 3000, height: 4000 }, usualFrame: "stored" },
      turned,
    );
    expect(asStored).toMatchObject({ frame: "stored", isCertain: true });
    expect(asUpright).toEqual({ area, frame: "upright", isCertain: true });
  });

  test("without a size, the format's rule counts, until the caller knows better", () => {
    expect(placeArea({ area, appliedTo: null, usualFrame: "stored" }, turned)).toMatchObject({
      frame: "stored",
      isCertain: false,
    });
    expect(placeArea({ area, appliedTo: null, usualFrame: "stored" }, turned, "upright")).toMatchObject({
      area,
    });
  });

  test("what reaches over the edge is cut off, and what lies outside is no area", () => {
    const upright = { ...turned, orientation: 1 };
    const over = placeArea(
      { area: { x: -0.1, y: 0.9, width: 0.2, height: 0.2 }, appliedTo: null, usualFrame: "stored" },
      upright,
    );
    expect(over.area?.x).toBe(0);
    expect(over.area?.width).toBeCloseTo(0.1);
    expect(over.area?.height).toBeCloseTo(0.1);
    const outside = { x: 1.2, y: 0, width: 0.1, height: 0.1 };
    expect(placeArea({ area: outside, appliedTo: null, usualFrame: "stored" }, upright)).toEqual({
      area: null,
      reason: "outside",
    });
  });
});
