import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { countVectors } from "../../app/db/faces-to-embed.ts";
import { kerasFolder, vggFaceOfKeras } from "../support/keras.ts";
import { cropFace } from "../support/face-crops.ts";
import { faceFromLeft, folderOfSamples, listFaces, readCatalogue, samplePhoto } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";
import { writeWeightsFile } from "../support/weights-file.ts";

const verdictJson = z.object({
  verified: z.boolean(),
  model: z.string(),
  distance: z.number(),
  threshold: z.number(),
});

const home = temporaryFolderForSuite();
const library = join(home, "library");
const weights = join(home, "deepid_keras_weights.h5");
let photos = "";

/** A user without models of their own; the built-in ones are found where this user has them. */
const env = newUser(home);

async function run(...args: string[]): Promise<string> {
  const { exitCode, out, errors } = await runFamiliar(args, { env });
  expect(exitCode, errors).toBe(0);
  return out;
}

async function verify(a: string, b: string, ...options: string[]) {
  const out = await run("verify", a, b, "--detector", "rfb-320", "--json", ...options);
  return verdictJson.parse(JSON.parse(out));
}

beforeAll(async () => {
  photos = folderOfSamples(home, 1, 3);
  await writeWeightsFile(weights, "deepid");
  await run("scan", photos, "--library", library, "--detector", "rfb-320");
});

describe("DeepID, with weights that were not trained", () => {
  test("is listed with where its weights are published until they are given, then as a model", async () => {
    const before = await run("models");
    expect(before).toContain("Telling people apart, with weights that you bring (Keras, .h5)");
    expect(before).toContain("familiar models add deepid --from FILE, or --from https://");
    const added = await run("models", "add", "deepid", "--from", weights);
    expect(added).toContain("DeepID: added as deepid.");
    expect(added).toMatch(/digest \(SHA-256\) is [0-9a-f]{64}\./);
    const after = await run("models");
    expect(after).toMatch(/ {2}deepid +installed +1\.6 MB/);
    expect(after).not.toContain("familiar models add deepid");
  });

  test("represents the faces of a library, and the library can go back", async () => {
    const faces = readCatalogue(library, countVectors).find(({ model }) => model === "mobilefacenet")?.faces;
    const used = await run("models", "use", "deepid", "--library", library);
    expect(used).toContain("The library uses deepid now; before it was mobilefacenet.");
    expect(used).toContain(`${faces ?? 0} of ${faces ?? 0} faces can be compared by deepid`);
    const counts = new Map(
      readCatalogue(library, countVectors).map(({ model, faces: count }) => [model, count]),
    );
    expect(counts.get("deepid")).toBe(faces);
    expect(existsSync(join(library, "indexes", "deepid.hnsw"))).toBe(true);
    copyFileSync(samplePhoto(6), join(photos, "sample6.jpg"));
    const scanned = JSON.parse(await run("scan", photos, "--library", library, "--json")) as {
      faces: number;
    };
    expect(scanned).toMatchObject({ photos: 3, added: 1, failed: [] });
    const all = new Map(
      readCatalogue(library, countVectors).map(({ model, faces: count }) => [model, count]),
    );
    expect(all.get("deepid")).toBe(scanned.faces);
    expect(scanned.faces).toBeGreaterThan(faces ?? 0);
    const back = await run("models", "use", "mobilefacenet", "--library", library);
    expect(back).toContain("The library uses mobilefacenet now; before it was deepid.");
  });

  test("verifies with its own threshold: a photo is one person with itself", async () => {
    const same = await verify(samplePhoto(1), samplePhoto(1), "--model", "deepid");
    expect(same).toMatchObject({ verified: true, model: "deepid", threshold: 0.015 });
    expect(same.distance).toBeLessThan(1e-5);
  });

  test("sees every part of the picture: other people have other vectors", async () => {
    const other = await verify(samplePhoto(1), samplePhoto(3), "--model", "deepid");
    expect(other.distance).toBeGreaterThan(1e-4);
  });
});

test("a network without weights says how to give them", async () => {
  const { exitCode, errors } = await runFamiliar(
    ["verify", samplePhoto(1), samplePhoto(1), "--model", "vgg-face"],
    { env },
  );
  expect(exitCode).toBe(2);
  expect(errors).toContain("VGG-Face has no weights yet");
  expect(errors).toContain("familiar models add vgg-face --from FILE");
});

/** As on a computer where TensorFlow's packages are not installed. */
const withoutTensorFlow = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    resolve(name, context, next) {
      if (!name.startsWith("@tensorflow/")) return next(name, context);
      throw Object.assign(new Error("Cannot find package " + name), { code: "ERR_MODULE_NOT_FOUND" });
    },
  });
`)}`;

test("without TensorFlow it is said what is missing", async () => {
  const { exitCode, errors } = await runFamiliar(
    ["verify", samplePhoto(1), samplePhoto(1), "--model", "deepid", "--runtime", "onnx"],
    { env: { ...env, NODE_OPTIONS: `--import ${withoutTensorFlow}`, FAMILIAR_TENSORFLOW: "" } },
  );
  expect(exitCode, errors).toBe(1);
  expect(errors).toContain("This model is computed by TensorFlow, which is not installed");
  expect(errors).not.toContain("    at ");
});

describe.skipIf(kerasFolder === null)("VGG-Face with weights that Keras wrote", () => {
  test("is added once for both descriptors, and represents real photos", async () => {
    const { weights: vggFace } = await vggFaceOfKeras();
    // It takes seconds a face, so that one is enough.
    const face = join(home, "face.jpg");
    const faces = await listFaces(library);
    const crop = await cropFace(faceFromLeft(faces, join(photos, "sample1.jpg"), 0), 0.6);
    await crop.jpeg({ quality: 95 }).toFile(face);
    const added = await run("models", "add", "vgg-face", "--from", vggFace, "--json");
    expect(JSON.parse(added)).toMatchObject({ id: "vgg-face", models: ["vgg-face", "vgg-face-4096"] });
    for (const [model, threshold] of [
      ["vgg-face", 0.4],
      ["vgg-face-4096", 0.68],
    ] as const) {
      const same = await verify(face, face, "--model", model);
      expect(same).toMatchObject({ verified: true, model, threshold });
    }
  }, 1_800_000);
});
