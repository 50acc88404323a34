import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { intersectionOverUnion } from "../../app/faces/geometry.ts";
import { similarityOf } from "../../app/people/exact-search.ts";
import {
  facesWithVectors,
  folderOfSamples,
  groupsOf,
  samplePhoto,
  scan,
  type KnownFace,
} from "../support/library.ts";
import { sharpOf, storedFor, writeInto } from "../support/photos.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const orientations = [1, 2, 3, 4, 5, 6, 7, 8];
const facesOnSample1 = 3;

describe("one photo stored in all eight EXIF orientations", () => {
  const home = temporaryFolderForSuite();
  const library = join(home, "library");
  let faces: KnownFace[] = [];

  const nameOf = (orientation: number) => `orientation ${orientation}.jpg`;
  const facesIn = (orientation: number) => faces.filter(({ photo }) => photo?.endsWith(nameOf(orientation)));
  /** The face in the same place of the photo with orientation 1. */
  const twinOf = ({ box }: KnownFace) =>
    facesIn(1)
      .map((upright) => ({ upright, overlap: intersectionOverUnion(upright.box, box) }))
      .reduce((best, next) => (next.overlap > best.overlap ? next : best));

  beforeAll(async () => {
    const photos = folderOfSamples(home);
    const { data, info } = await sharp(samplePhoto(1))
      .resize(900)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const upright = { width: info.width, height: info.height, data };
    for (const orientation of orientations) {
      const stored = sharpOf(storedFor(orientation, upright)).withMetadata({ orientation });
      writeInto(photos, nameOf(orientation), await stored.jpeg({ quality: 95 }).toBuffer());
    }
    expect(await scan(photos, library)).toMatchObject({ photos: 8, failed: [] });
    faces = facesWithVectors(library);
  });

  test.each(orientations)("%d shows the same faces in the same places", (orientation) => {
    expect(facesIn(orientation)).toHaveLength(facesOnSample1);
    expect(new Set(facesIn(orientation).map((face) => twinOf(face).upright.id)).size).toBe(facesOnSample1);
    for (const face of facesIn(orientation)) {
      const { upright, overlap } = twinOf(face);
      expect(overlap).toBeGreaterThan(0.8);
      expect(similarityOf(face.vector, upright.vector)).toBeGreaterThan(0.95);
    }
  });

  test("each person is one group of eight", () => {
    const groups = groupsOf(faces, (face) => `face ${twinOf(face).upright.id}`);
    const expected = facesIn(1).map(({ id }) => orientations.map(() => `face ${id}`));
    expect(groups).toEqual(expected.sort());
  });
});
