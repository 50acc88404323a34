import { expect, test } from "vitest";
import { z } from "zod";
import { cropFace } from "../support/face-crops.ts";
import { boxJson, runJson, samplePhoto } from "../support/library.ts";
import { writeInto } from "../support/photos.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { scannedSamples } from "../support/scanned-samples.ts";

const findJson = z.strictObject({
  photo: z.string(),
  search: z.enum(["exact", "compact"]),
  faces: z.array(
    z.strictObject({
      box: boxJson,
      score: z.number(),
      quality: z.number(),
      matches: z.array(
        z.strictObject({
          personId: z.int().nullable(),
          name: z.string().nullable(),
          clusterId: z.int().nullable(),
          faceId: z.int(),
          photo: z.string().nullable(),
          similarity: z.number(),
          probability: z.number().min(0).max(1),
          verified: z.boolean(),
        }),
      ),
    }),
  ),
});

const samples = scannedSamples(1, 3, 6);
const { home, library } = samples;

test("the compact form and the comparison with every face agree on every face", async () => {
  for (const sample of [1, 3, 6] as const) {
    const options = [samples.photo(sample), "--library", library, "--limit", "10"];
    const compact = await runJson(findJson, "find", ...options);
    const exact = await runJson(findJson, "find", ...options, "--exact");
    expect([compact.search, exact.search]).toEqual(["compact", "exact"]);
    expect(compact.faces).toHaveLength(exact.faces.length);
    for (const [at, face] of exact.faces.entries()) {
      const found = compact.faces[at]?.matches ?? [];
      expect(found.map(({ faceId }) => faceId)).toEqual(face.matches.map(({ faceId }) => faceId));
      // Those that look alike in compact form are compared by their full vectors.
      for (const [place, { similarity }] of face.matches.entries()) {
        expect(found[place]?.similarity).toBeCloseTo(similarity, 6);
      }
    }
  }
});

test("a photo of the library finds each of its faces first, with certainty", async () => {
  const photo = samples.photo(6);
  const { faces: found } = await runJson(findJson, "find", photo, "--library", library);
  expect(found).toHaveLength(4);
  for (const { matches, box: foundBox } of found) {
    const [best] = matches;
    expect(best?.photo).toBe(photo);
    expect(best?.similarity).toBeCloseTo(1, 4);
    expect(best?.probability).toBeGreaterThan(0.99);
    expect(samples.faces().find(({ id }) => id === best?.faceId)?.box).toEqual(foundBox);
    expect(matches.length).toBeLessThanOrEqual(3);
  }
});

test("somebody else is nobody in the library", async () => {
  const { out, exitCode } = await runFamiliar(["find", samplePhoto(5), "--library", library]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^5 faces in .*sample5\.jpg\n\nFace 1 \(\d+,\d+,\d+,\d+\)\n/);
  expect(out).toContain("\n  nobody in the library\n");
});

test("tells people which group it is, and where they are seen", async () => {
  const face = samples.faceOn(6, 0);
  const photo = writeInto(home, "new photo.png", await (await cropFace(face, 0.6)).flop().png().toBuffer());
  const { out } = await runFamiliar(["find", photo, "--library", library]);
  expect(out).toMatch(/^1 face in .*new photo\.png\n\nFace 1 /);
  const group = `group:${face.clusterId ?? "-"}`;
  expect(out).toMatch(new RegExp(`\\n  ${group}, \\d+\\.\\d %: most alike in .*sample6\\.jpg\\n`));
});
