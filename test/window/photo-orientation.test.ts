import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { drawFace } from "../../app/people/actions/draw-face.ts";
import { createActionContext } from "../../app/library/open-library.ts";
import { scan } from "../support/library.ts";
import {
  cornerColours,
  cornerPhoto,
  encodeAs,
  readFixture,
  sharpOf,
  storedFor,
  writeInto,
} from "../support/photos.ts";
import { drawPixels } from "../support/pixels.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { hasBrowser, openWindow } from "../support/window.ts";

const suite = temporaryFolderForSuite();
const libraryFolder = join(suite, "library");
const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Where the red face is in a photo of 1600 x 1000 pixels, upright. */
const redBox = { x: 1200, y: 100, width: 240, height: 300 };

beforeAll(async () => {
  if (!hasBrowser) return;
  const photos = join(suite, "photos");
  mkdirSync(photos);
  for (const orientation of orientations) {
    for (const format of ["jpeg", "png", "webp", "avif", "tiff"] as const) {
      writeInto(photos, `corners ${orientation}.${format}`, await cornerPhoto(format, orientation));
    }
    writeInto(
      photos,
      `container ${orientation}.heic`,
      readFixture(`turned-by-container-${orientation}.heic`),
    );
  }
  const upright = drawPixels(1600, 1000, (x, y) => {
    const { x: left, y: top, width, height } = redBox;
    const isRed = x >= left && x < left + width && y >= top && y < top + height;
    return isRed ? [230, 20, 20] : [90, 120, 90];
  });
  for (const orientation of orientations) {
    const stored = sharpOf(storedFor(orientation, upright));
    writeInto(
      photos,
      `large ${orientation}.jpg`,
      await encodeAs("jpeg", stored.withMetadata({ orientation })),
    );
  }
  await scan(photos, libraryFolder);
});

/** What a browser shows of an original: its size, and the colour near each corner. */
async function shownBy(page: Page, photoId: number) {
  return await page.evaluate(async (id) => {
    const image = new Image();
    image.src = `/media/originals/${String(id)}`;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const at = (x: number, y: number) => [...(context?.getImageData(x, y, 1, 1).data.slice(0, 3) ?? [])];
    const [left, top] = [Math.floor(width / 8), Math.floor(height / 8)];
    return {
      size: { width, height },
      corners: {
        topLeft: at(left, top),
        topRight: at(width - 1 - left, top),
        bottomLeft: at(left, height - 1 - top),
        bottomRight: at(width - 1 - left, height - 1 - top),
      },
    };
  }, photoId);
}

describe.skipIf(!hasBrowser)("photos turned by their files", () => {
  it("are shown by the browser as the catalogue has them, in every format and orientation", async () => {
    const { page, server } = await openWindow({ libraryFolder });
    const photos = server.context.library.db
      .prepare<[], { id: number; path: string; width: number; height: number }>(
        "SELECT photos.id, path, width, height FROM photos JOIN files ON photo_id = photos.id WHERE path NOT LIKE '%large%'",
      )
      .all();
    expect(photos.length).toBe(48);

    for (const { id, path, width, height } of photos) {
      const { size, corners } = await shownBy(page, id);
      expect(size, basename(path)).toEqual({ width, height });
      for (const [corner, colour] of Object.entries(cornerColours)) {
        const seen = corners[corner as keyof typeof cornerColours];
        const isNear = colour.every((value, channel) => Math.abs((seen[channel] ?? 0) - value) < 60);
        expect(isNear, `${basename(path)}, ${corner}: ${String(seen)}`).toBe(true);
      }
    }
  });

  it("have their boxes on the faces, in every orientation, at any zoom and size", async () => {
    const { page, server, origin } = await openWindow({ libraryFolder });
    const { library, now } = server.context;
    const photoIdOf = library.db
      .prepare<[string], number>("SELECT photo_id FROM files WHERE path LIKE ?")
      .pluck();
    for (const orientation of orientations) {
      const photoId = photoIdOf.get(`%large ${orientation}.jpg`) ?? 0;
      const { result } = drawFace(createActionContext(library, now), { photoId, box: redBox });

      await page.setViewportSize({ width: 1280, height: 800 });
      await page.evaluate(() => {
        localStorage.clear();
      });
      await page.goto(`${origin}/photos/${photoId}`);
      await expectBoxOnRed(page, result.faceId, `${orientation}, fitted`);
      await page.setViewportSize({ width: 1100, height: 700 });
      await page.keyboard.press("i");
      await expectBoxOnRed(page, result.faceId, `${orientation}, another size`);
      // Large enough for the original to be shown.
      for (let step = 0; step < 2; step++) await page.keyboard.press("+");
      await page.locator("img[data-original]").evaluate(async (image) => {
        await (image as HTMLImageElement).decode();
      });
      for (let step = 0; step < 8; step++) await page.keyboard.press("Shift+ArrowRight");
      for (let step = 0; step < 8; step++) await page.keyboard.press("Shift+ArrowUp");
      await expectBoxOnRed(page, result.faceId, `${orientation}, zoomed and moved`);
    }
  });
});

/** The box of a face and the red of the photo are the same place on the screen, to 3 pixels, once the screen is at rest. */
async function expectBoxOnRed(page: Page, faceId: number, when: string): Promise<void> {
  await page.locator(`[data-face-id="${faceId}"]`).waitFor();
  await expect.poll(async () => await besideRed(page, faceId), { message: when }).toEqual([]);
}

/** Where the box of a face is not on the red of the photo. */
async function besideRed(page: Page, faceId: number): Promise<string[]> {
  await page
    .locator("img")
    .first()
    .evaluate(async (image) => {
      await (image as HTMLImageElement).decode();
    });
  const place = await page.locator(`[data-face-id="${faceId}"]`).boundingBox();
  if (place === null) throw new Error("the face has no box");
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const isRed = (x: number, y: number) => {
    const at = (Math.round(y) * info.width + Math.round(x)) * 3;
    return (data[at] ?? 0) > 170 && (data[at + 1] ?? 255) < 90;
  };
  const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const inside = 7;
  const outside = 6;
  const points = [
    [middle.x, place.y, 0, 1],
    [middle.x, place.y + place.height, 0, -1],
    [place.x, middle.y, 1, 0],
    [place.x + place.width, middle.y, -1, 0],
  ] as const;
  return points.flatMap(([x, y, inX, inY]) => [
    ...(isRed(x + inX * inside, y + inY * inside) ? [] : [`inside at ${x},${y}`]),
    ...(isRed(x - inX * outside, y - inY * outside) ? [`outside at ${x},${y}`] : []),
  ]);
}
