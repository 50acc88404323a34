import { copyFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import type { AnalysedFace, FaceToEmbed } from "../../app/analyze/messages.ts";
import type { AnalysisOutcome } from "../../app/analyze/outcomes.ts";
import { AnalyzerPool } from "../../app/analyze/pool.ts";
import { samplePhoto } from "../support/library.ts";
import { testNetworks } from "../support/models.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

// The real analyzer, with the models that come by npm.

async function realPool(alignment: "landmarks" | "five-points" = "landmarks"): Promise<AnalyzerPool> {
  const networks = await testNetworks();
  const landmarks = alignment === "landmarks" ? networks.landmarks : null;
  const setup = { networks: { ...networks, landmarks }, thumbnailFolder: null };
  const pool = new AnalyzerPool({ setup, processes: 1 });
  onTestFinished(async () => {
    await pool.close();
  });
  return pool;
}

type Analysed = Extract<AnalysisOutcome, { kind: "analysed" }>;

async function analyse(pool: AnalyzerPool, photo: string): Promise<Analysed> {
  const outcome = await pool.analyse(photo);
  if (outcome.kind !== "analysed") throw new Error(`The photo ended as ${outcome.kind}`);
  return outcome;
}

async function embed(
  pool: AnalyzerPool,
  photo: string,
  file: Analysed["file"],
  faces: readonly FaceToEmbed[],
): Promise<readonly AnalysedFace[]> {
  const outcome = await pool.embed(photo, file.contentHash, faces);
  if (outcome.kind !== "embedded") throw new Error(`The photo ended as ${outcome.kind}`);
  return outcome.faces;
}

/** What the catalogue knows of a face; landmarks are kept as float32. */
function known({ x, y, width, height, score, landmarks }: AnalysedFace): FaceToEmbed {
  return { x, y, width, height, score, landmarks };
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** A photo with its faces twice as large, so that small faces are sampled from a larger decode than is looked at. */
async function enlarged(photo: string): Promise<string> {
  const file = join(temporaryFolder(), "large.jpg");
  const { width } = await sharp(photo).metadata();
  await sharp(photo)
    .resize(2 * width)
    .withMetadata({ orientation: 1 })
    .jpeg({ quality: 90 })
    .toFile(file);
  return file;
}

/** The same lying on its side, with an orientation that turns it upright. */
async function turned(photo: string): Promise<string> {
  const file = join(temporaryFolder(), "turned.jpg");
  await sharp(photo).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toFile(file);
  return file;
}

test.each([
  ["a plain photo", (photo: string) => Promise.resolve(photo)],
  ["a photo larger than is looked at", enlarged],
  ["a turned photo", turned],
])("faces of %s get the vectors of a full analysis again", async (_name, make) => {
  const pool = await realPool();
  for (const sample of [1, 4] as const) {
    const photo = await make(samplePhoto(sample));
    const { file, faces } = await analyse(pool, photo);
    expect(faces.length).toBeGreaterThanOrEqual(3);
    const again = await embed(pool, photo, file, faces.map(known));
    expect(again).toHaveLength(faces.length);
    for (const [at, face] of faces.entries()) {
      const embedded = again[at];
      expect(cosine(face.embedding, embedded?.embedding ?? new Float32Array(0))).toBeGreaterThanOrEqual(
        0.9999,
      );
      expect(embedded?.quality).toBeCloseTo(face.quality, 3);
      expect(embedded?.yaw).toBeCloseTo(face.yaw, 4);
      for (const [place, value] of (embedded?.landmarks ?? []).entries()) {
        expect(value).toBeCloseTo(face.landmarks[place] ?? NaN, 2);
      }
    }
  }
});

test("a face drawn by hand gets landmarks, and a vector as the detector's box gives", async () => {
  const pool = await realPool();
  const { file, faces } = await analyse(pool, samplePhoto(2));
  const [clearest] = faces.toSorted((a, b) => b.quality - a.quality);
  if (clearest === undefined) throw new Error("The sample has no face");
  const { x, y, width, height } = clearest;
  // A hand is not exact: a tenth too far to the left, and a tenth too wide.
  const drawn = {
    x: x - width / 10,
    y,
    width: width * 1.1,
    height,
    score: 0.65,
    landmarks: new Float32Array(0),
  };
  const [embedded] = await embed(pool, samplePhoto(2), file, [drawn]);
  expect(embedded).toMatchObject({ y, height, score: 0.65 });
  expect(embedded?.landmarks).toHaveLength(136);
  expect(embedded?.quality).toBeGreaterThan(0);
  expect(cosine(clearest.embedding, embedded?.embedding ?? new Float32Array(0))).toBeGreaterThan(0.8);
});

test("without a landmark network a face drawn by hand cannot be aligned", async () => {
  const { file, faces } = await analyse(await realPool(), samplePhoto(2));
  const drawn = faces.map((face) => ({ ...known(face), landmarks: new Float32Array(0) }));
  const pool = await realPool("five-points");
  expect(await pool.embed(samplePhoto(2), file.contentHash, drawn)).toEqual({
    kind: "failed",
    reason: "Faces drawn by hand need the landmark model.",
    isLasting: false,
  });
});

test("a file that shows another photo now is left alone, one that is gone fails in passing", async () => {
  const pool = await realPool();
  const photo = join(temporaryFolder(), "photo.jpg");
  copyFileSync(samplePhoto(5), photo);
  const { file, faces } = await analyse(pool, photo);
  copyFileSync(samplePhoto(6), photo);
  expect(await pool.embed(photo, file.contentHash, faces.map(known))).toEqual({ kind: "changed" });
  expect(await pool.embed(`${photo}.gone`, file.contentHash, faces.map(known))).toEqual({
    kind: "failed",
    reason: "The file is no longer there; it was moved, renamed or deleted while Familiar was working.",
    isLasting: false,
  });
});
