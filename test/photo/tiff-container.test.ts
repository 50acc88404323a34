import { describe, expect, it } from "vitest";
import sharp from "sharp";
import { wrapAsTiff } from "../../app/photo/tiff-container.ts";
import { drawCornerPicture } from "../support/photos.ts";

describe("wrapAsTiff", () => {
  it("gives back the same pixels, the orientation and no profile", async () => {
    const picture = drawCornerPicture();
    const tiff = wrapAsTiff({ ...picture, iccProfile: null, orientation: 6 });

    const metadata = await sharp(tiff).metadata();
    expect([
      metadata.format,
      metadata.width,
      metadata.height,
      metadata.orientation,
      metadata.hasProfile,
    ]).toEqual(["tiff", 96, 64, 6, false]);
    const data = await sharp(tiff).raw().toBuffer();
    expect(Buffer.compare(data, picture.data)).toBe(0);
  });

  it.each(["even", "odd"])("carries an ICC profile of %s length whole", async (parity) => {
    const { icc } = await sharp(
      await sharp(Buffer.alloc(3), { raw: { width: 1, height: 1, channels: 3 } })
        .withIccProfile("p3")
        .png()
        .toBuffer(),
    ).metadata();
    const profile = Buffer.concat([icc ?? Buffer.alloc(0), Buffer.alloc(parity === "odd" ? 1 : 0)]);

    const tiff = wrapAsTiff({ ...drawCornerPicture(), iccProfile: profile, orientation: 1 });

    expect((await sharp(tiff).metadata()).icc?.equals(profile)).toBe(true);
  });
});
