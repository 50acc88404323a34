import { expect, test } from "vitest";
import { alignFace, alignmentOf, arcfaceTemplate, type FaceCrop } from "../../app/faces/align.ts";
import { applySimilarity } from "../../app/faces/similarity-transform.ts";
import { readBuiltInManifest } from "../../app/models/manifest.ts";
import { drawPixels, pixelAt } from "../support/pixels.ts";

/** A photo of 400 x 300 in which the face's eyes are level; each of its five points is a white square of 9 pixels. */
const points = arcfaceTemplate.map(({ x, y }) => ({ x: x * 1.5 + 120, y: y * 1.5 + 60 }));
const photo = drawPixels(400, 300, (x, y) => {
  const isPoint = points.some((point) => Math.abs(point.x - x) <= 4 && Math.abs(point.y - y) <= 4);
  return isPoint ? [255, 255, 255] : [20, 20, 20];
});

function cropOf(id: string): FaceCrop {
  const network = readBuiltInManifest().networks.find((one) => one.id === id);
  if (network?.input.template === undefined) throw new Error(`${id} has no crop of its own`);
  return { ...network.input, template: network.input.template };
}

test.each([
  ["vgg-face", 224, 224],
  ["facenet", 160, 160],
  ["openface", 96, 96],
  ["deepface", 152, 152],
  ["deepid", 47, 55],
])("%s sees a face of %i x %i with eyes, nose and mouth in their places", (id, width, height) => {
  const crop = cropOf(id);
  const aligned = alignFace(photo, points, crop);
  expect([aligned.width, aligned.height, aligned.data.length]).toEqual([width, height, width * height * 3]);
  const transform = alignmentOf(points, crop);
  for (const [at, point] of points.entries()) {
    const place = applySimilarity(transform, point);
    const wanted = crop.template[at] ?? { x: 0, y: 0 };
    // OpenFace's mean face has other proportions than ArcFace's: a similarity comes as near as it can.
    const tolerance = id === "openface" ? 5 : 0.01;
    expect(Math.hypot(place.x - wanted.x, place.y - wanted.y)).toBeLessThan(tolerance);
    const [grey = 0] = pixelAt(aligned, Math.floor(place.x), Math.floor(place.y));
    expect(grey).toBeGreaterThan(200);
  }
});

test("the usual crop is 112 x 112 of ArcFace's template", () => {
  const aligned = alignFace(photo, points);
  expect([aligned.width, aligned.height]).toEqual([112, 112]);
  expect(pixelAt(aligned, 38, 51)[0]).toBeGreaterThan(200);
});
