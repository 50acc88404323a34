import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { samplePhoto } from "../support/library.ts";
import { newUser } from "../support/new-user.ts";
import { runFamiliar } from "../support/run-familiar.ts";
import { temporaryFolderForSuite } from "../support/temporary-folder.ts";

const home = temporaryFolderForSuite();

/** A user without models of their own; the built-in ones are found where this user has them. */
const env = newUser(home);

const weights = (name: string): string =>
  fileURLToPath(new URL(`../../node_modules/@vladmandic/face-api/model/${name}.bin`, import.meta.url));

async function run(...words: string[]): Promise<string> {
  const { exitCode, out, errors } = await runFamiliar(words, { env });
  expect(exitCode, errors).toBe(0);
  return out;
}

const addedJson = z.strictObject({ id: z.string(), task: z.string(), kind: z.string(), path: z.string() });
const scanJson = z.object({ faces: z.int() });
const changeJson = z.strictObject({ from: z.string().nullable(), to: z.string(), hasChanged: z.boolean() });
const verifyJson = z.object({ verified: z.boolean(), detector: z.string(), faces: z.array(z.unknown()) });

/** Its four faces are large and frontal. */
const group = samplePhoto(6);

beforeAll(async () => {
  for (const [id, name] of [
    ["ssd-mobilenet", "ssd_mobilenetv1_model"],
    ["tiny-face", "tiny_face_detector_model"],
  ] as const) {
    const out = await run("models", "add", "--from", weights(name), "--json");
    expect(addedJson.parse(JSON.parse(out))).toMatchObject({ id, task: "detector", kind: id });
  }
});

describe.each(["ssd-mobilenet", "tiny-face"])("%s", (detector) => {
  test("finds the faces of a group photo in a scan", async () => {
    const library = join(home, detector);
    const out = await run("scan", group, "--detector", detector, "--library", library, "--json");
    expect(scanJson.parse(JSON.parse(out)).faces).toBe(4);
  });

  test("finds the faces that are compared", async () => {
    const out = await run("verify", group, group, "--detector", detector, "--json");
    const { faces, ...verdict } = verifyJson.parse(JSON.parse(out));
    expect(verdict).toMatchObject({ verified: true, detector });
    expect(faces).toHaveLength(8);
  });

  test("cannot align by points that it does not find", async () => {
    const words = ["verify", group, group, "--detector", detector, "--alignment", "five-points"];
    const { exitCode, errors } = await runFamiliar(words, { env });
    expect(exitCode).toBe(2);
    expect(errors).toContain("finds no eyes, nose and mouth, so faces cannot be aligned by its own points.");
  });
});

test("a library changes its detector: the next scan looks at its photos again, and the same command goes back", async () => {
  const library = join(home, "changing");
  await run("scan", group, "--detector", "rfb-320", "--library", library);
  const use = async (detector: string) =>
    changeJson.parse(JSON.parse(await run("models", "use", detector, "--library", library, "--json")));
  expect(await use("tiny-face")).toEqual({ from: "rfb-320", to: "tiny-face", hasChanged: true });
  expect(await use("tiny-face")).toEqual({ from: "tiny-face", to: "tiny-face", hasChanged: false });
  const scanned = z
    .object({ added: z.int(), faces: z.int(), photosPerSecond: z.number() })
    .parse(JSON.parse(await run("scan", group, "--library", library, "--json")));
  expect(scanned).toMatchObject({ added: 0, faces: 4 });
  expect(scanned.photosPerSecond).toBeGreaterThan(0);
  const { detector } = z
    .object({ library: z.object({ detector: z.string() }) })
    .parse(JSON.parse(await run("models", "--library", library, "--json"))).library;
  expect(detector).toBe("tiny-face");

  const preview = ["models", "use", "rfb-320", "--preview", "--library", library];
  const { exitCode, errors } = await runFamiliar(preview, { env });
  expect([exitCode, errors]).toEqual([2, expect.stringContaining("--preview compares models")]);
  const text = await run("models", "use", "rfb-320", "--library", library);
  expect(text).toContain("The library finds faces with rfb-320 now; before it was tiny-face.");
  expect(text).toContain("models use tiny-face");
}, 300_000);
