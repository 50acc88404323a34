import { expect, test } from "vitest";
import { z } from "zod";
import { cropFace } from "../support/face-crops.ts";
import { boxJson, runJsonAs, samplePhoto, type FaceRow } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { scannedSamples } from "../support/scanned-samples.ts";

const verifyJson = z.strictObject({
  verified: z.boolean(),
  model: z.string(),
  detector: z.string(),
  alignment: z.enum(["landmarks", "five-points", "none"]),
  metric: z.enum(["cosine", "euclidean", "euclidean_l2", "angular"]),
  template: z.enum(["nearest", "average"]).nullable(),
  distance: z.number(),
  threshold: z.number(),
  probability: z.number().min(0).max(1),
  faces: z.array(
    z.strictObject({
      photo: z.string(),
      box: boxJson,
      score: z.number(),
      quality: z.number(),
      isCompared: z.boolean(),
    }),
  ),
  comparisons: z.array(
    z.strictObject({ a: z.int(), b: z.int().nullable(), distance: z.number(), verified: z.boolean() }),
  ),
});

const { home, faceOn } = scannedSamples(1, 3, 6);
const env = newUser(home);

const verify = async (...args: string[]) => await runJsonAs(env, verifyJson, "verify", ...args);

/** A picture of one face alone, and the same mirrored, smaller and cropped closer. */
async function pictures(row: FaceRow, name: string) {
  const plain = await (await cropFace(row, 0.6)).png().toBuffer();
  const variant = await (
    await cropFace(row, 0.35)
  )
    .flop()
    .resize(220)
    .modulate({ brightness: 1.15 })
    .jpeg()
    .toBuffer();
  return {
    plain: writeInto(home, `${name}.png`, plain),
    variant: writeInto(home, `${name} variant.jpg`, variant),
  };
}

test.each(["cosine", "euclidean", "euclidean_l2", "angular"])(
  "a face and its mirror image are one person (%s)",
  async (metric) => {
    const { plain, variant } = await pictures(faceOn(6, 0), "one");
    const verdict = await verify(plain, variant, "--metric", metric);
    expect(verdict).toMatchObject({ verified: true, metric, model: "mobilefacenet" });
    expect(verdict.distance).toBeLessThanOrEqual(verdict.threshold);
    expect(verdict.probability).toBeGreaterThan(0.9);
    expect(verdict.faces.map(({ photo, isCompared }) => [photo, isCompared])).toEqual([
      [plain, true],
      [variant, true],
    ]);
  },
);

test("of two people it says so", async () => {
  const one = await pictures(faceOn(6, 0), "one");
  const other = await pictures(faceOn(3, 0), "other");
  const verdict = await verify(one.plain, other.plain);
  expect(verdict).toMatchObject({ verified: false, metric: "cosine" });
  expect(verdict.distance).toBeGreaterThan(verdict.threshold);
  expect(verdict.probability).toBeLessThan(0.3);
  const { out, exitCode } = await runFamiliar(["verify", one.plain, other.plain], { env });
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /^Different people\.\nProbability of one person \d+\.\d %: cosine distance \d\.\d{3}, one person up to \d\.\d{3}\.\n/,
  );
});

test("of many faces it compares the two most alike", async () => {
  const verdict = await verify(samplePhoto(1), samplePhoto(3));
  expect(verdict.verified).toBe(true);
  expect(verdict.faces).toHaveLength(6);
  expect(
    verdict.faces.filter(({ isCompared }) => isCompared).map(({ photo, box: { x } }) => [photo, x]),
  ).toEqual([
    [samplePhoto(1), faceOn(1, 2).box.x],
    [samplePhoto(3), faceOn(3, 1).box.x],
  ]);
  // Three faces with three, of which two are of people who are in both photos.
  expect(verdict.comparisons).toHaveLength(9);
  const nearest = Math.min(...verdict.comparisons.map(({ distance }) => distance));
  expect(verdict.distance).toBe(nearest);
  const { out } = await runFamiliar(["verify", samplePhoto(1), samplePhoto(1)], { env });
  const counted = `3 faces in ${samplePhoto(1)}`;
  expect(out).toMatch(/^The same person\.\n/);
  expect(out).toContain(`${counted}, ${counted}; compared are the two most alike (`);
});

test("with several photos of a person it compares with the nearest of them, or with their average", async () => {
  const one = await pictures(faceOn(6, 0), "one");
  const other = await pictures(faceOn(3, 0), "other");
  const [alone, nearest, average] = [
    await verify(one.plain, one.variant),
    await verify(one.plain, other.plain, one.variant, "--template", "nearest"),
    await verify(one.plain, other.plain, one.variant),
  ];
  expect(alone.template).toBeNull();
  expect(nearest).toMatchObject({ template: "nearest", verified: true, distance: alone.distance });
  expect(nearest.faces.map(({ isCompared }) => isCompared)).toEqual([true, false, true]);
  // Half of the average is somebody else.
  expect(average.template).toBe("average");
  expect(average.distance).toBeGreaterThan(alone.distance);
  expect(average.faces.map(({ isCompared }) => isCompared)).toEqual([true, true, true]);
  const { out } = await runFamiliar(["verify", one.plain, one.variant, one.plain, "--template", "average"], {
    env,
  });
  expect(out).toContain("; compared with the average of the references (");
});

test("faces that are not aligned are less alike", async () => {
  const { plain, variant } = await pictures(faceOn(6, 0), "one");
  const aligned = await verify(plain, variant);
  const plainCrop = await verify(plain, variant, "--alignment", "none");
  expect([aligned.alignment, plainCrop.alignment]).toEqual(["landmarks", "none"]);
  expect(plainCrop.distance).toBeGreaterThan(aligned.distance);
  expect(plainCrop.faces.map(({ box: { x } }) => x)).toEqual(aligned.faces.map(({ box: { x } }) => x));
});
